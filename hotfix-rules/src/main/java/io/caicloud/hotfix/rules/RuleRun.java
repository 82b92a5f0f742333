package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One rule in one check: runs it apart from the others and keeps what it says. */
final class RuleRun implements RuleContext {

  private static final String OURS = "io.caicloud.hotfix.";

  private final Rule<Object> rule;
  private final RuleId id;
  private final RuleInputs inputs;
  private final Findings findings;
  private final Set<Message> reasons = new LinkedHashSet<>();
  private final List<String> files = new ArrayList<>();
  private int visited;
  private boolean crashed;

  /** The engine shows the rule subjects of its type only. */
  @SuppressWarnings("unchecked")
  RuleRun(Rule<?> rule, RuleInputs inputs, Findings findings) {
    this.rule = (Rule<Object>) rule;
    this.id = rule.description().id();
    this.inputs = inputs;
    this.findings = findings;
  }

  boolean wants(Class<?> type) {
    return rule.subject().isAssignableFrom(type);
  }

  /**
   * Show a subject to the rule.
   *
   * @param subject what to judge, of the rule's type
   * @param file where the subject comes from, for the notice of a crash
   */
  void visit(Object subject, String file) {
    visited++;
    if (files.isEmpty() || !files.get(files.size() - 1).equals(file)) {
      files.add(file);
    }
    try {
      rule.check(subject, this);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      if (e instanceof HotfixException stopped && stopped.code().equals("interrupted")) {
        throw stopped;
      }
      crashed = true;
      findings.add(crash(e, file));
    }
  }

  private Finding crash(Throwable cause, String file) {
    return Finding.error(EngineRules.RULE_CRASHED, Location.of(file))
        .message(Texts.message("HF900", id, cause.getClass().getName(), frame(cause)))
        .remedy(Texts.message("HF900.remedy", id))
        .build();
  }

  /** Return where the rule was: the innermost frame of its own package, or else of this library. */
  private String frame(Throwable cause) {
    StackTraceElement[] frames = cause.getStackTrace();
    for (String start : List.of(rule.getClass().getPackageName() + ".", OURS)) {
      for (StackTraceElement frame : frames) {
        if (frame.getClassName().startsWith(start)) {
          return frame.toString();
        }
      }
    }
    return frames.length == 0 ? "?" : frames[0].toString();
  }

  void writeTo(RuleReport.Builder report) {
    report.outcome(outcome());
    files.forEach(file -> report.visited(id, file));
  }

  private RuleOutcome outcome() {
    State state =
        crashed
            ? State.CRASHED
            : visited == 0 ? State.NOTHING_VISITED : reasons.isEmpty() ? State.RAN : State.NOT_RUN;
    return new RuleOutcome(id, state, visited, List.copyOf(reasons));
  }

  @Override
  public void report(Finding finding) {
    requireOwn(finding);
    findings.add(finding);
  }

  @Override
  public void reportForToday(Finding finding) {
    requireOwn(finding);
    findings.addForToday(finding);
  }

  private void requireOwn(Finding finding) {
    if (!finding.rule().equals(id)) {
      throw new IllegalArgumentException(
          "rule " + id + " reports a finding of rule " + finding.rule());
    }
  }

  @Override
  public <T> Optional<T> input(Class<T> type) {
    return inputs.find(type);
  }

  @Override
  public void notRun(Message because) {
    reasons.add(because);
  }
}
