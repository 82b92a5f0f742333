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
import io.caicloud.hotfix.rule.RuleOutcome.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One rule at one part of a subject: what it says is kept here until it has come back in time, so
 * that a rule that was given up can spoil nothing.
 */
final class Visit implements RuleContext {

  private static final String OURS = "io.caicloud.hotfix.";

  private final Rule<Object> rule;
  private final Part part;
  private final RuleInputs inputs;
  private final Board board;
  private final List<Finding> findings = new ArrayList<>(0);
  private final List<Finding> forToday = new ArrayList<>(0);
  private final List<Message> reasons = new ArrayList<>(0);
  private volatile boolean over;

  /** The engine shows the rule subjects of its type only. */
  @SuppressWarnings("unchecked")
  Visit(Rule<?> rule, Part part, RuleInputs inputs, Board board) {
    this.rule = (Rule<Object>) rule;
    this.part = part;
    this.inputs = inputs;
    this.board = board;
  }

  void run() {
    rule.check(part.value(), this);
  }

  /** Return what came of it, for a rule that came back in time. */
  Visited done() {
    return new Visited(id(), part.file(), State.RAN, findings, forToday, reasons);
  }

  /** Return the same for a rule that failed. */
  Visited crashed(Throwable cause) {
    findings.add(notice(EngineRules.RULE_CRASHED, id(), cause.getClass().getName(), frame(cause)));
    return new Visited(id(), part.file(), State.CRASHED, findings, forToday, reasons);
  }

  /** Return the same for a rule that took too long, of which nothing counts. */
  Visited timedOut(Duration limit) {
    over = true;
    Finding notice = notice(EngineRules.RULE_TIMEOUT, id(), seconds(limit));
    return new Visited(id(), part.file(), State.TIMED_OUT, List.of(notice), List.of(), List.of());
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private Finding notice(RuleId notice, Object... arguments) {
    return Finding.error(notice, Location.of(part.file()))
        .message(Texts.message(notice.code(), arguments))
        .remedy(Texts.message(notice.code() + ".remedy", arguments))
        .build();
  }

  /** Return where the rule was: the innermost frame of its own package, or else of this library. */
  private String frame(Throwable cause) {
    StackTraceElement[] frames = cause.getStackTrace();
    for (String start : List.of(ConfiguredRule.typeOf(rule).getPackageName() + ".", OURS)) {
      for (StackTraceElement frame : frames) {
        if (frame.getClassName().startsWith(start)) {
          return frame.toString();
        }
      }
    }
    return frames.length == 0 ? "?" : frames[0].toString();
  }

  private RuleId id() {
    return rule.description().id();
  }

  @Override
  public void report(Finding finding) {
    requireOwn(finding);
    findings.add(finding);
  }

  @Override
  public void reportForToday(Finding finding) {
    report(finding);
    forToday.add(finding);
  }

  private void requireOwn(Finding finding) {
    if (!finding.rule().equals(id())) {
      throw new IllegalArgumentException(
          "rule " + id() + " reports a finding of rule " + finding.rule());
    }
    requireWanted();
  }

  /** End a rule that goes on after nobody waits for it, as far as one can. */
  private void requireWanted() {
    if (over || board.isStopped()) {
      throw new HotfixException("interrupted", Texts.message("interrupted"));
    }
  }

  @Override
  public <T> Optional<T> input(Class<T> type) {
    return inputs.find(type);
  }

  @Override
  public void notRun(Message because) {
    requireWanted();
    reasons.add(because);
  }
}
