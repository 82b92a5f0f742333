package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A report as JUnit XML: a suite for each file and in it a case for each rule that was shown the
 * file, so that passes are visible. Errors are failures; warnings and hints are output of a case
 * that passes. Rules without anything to look at are skipped cases of a suite of their own.
 */
final class JunitReport {

  private final ReportView view;
  private final Map<String, Map<RuleId, List<Finding>>> findings;
  private final Map<String, Map<RuleId, List<String>>> asides;
  private final List<JunitSuite> suites = new ArrayList<>();

  private JunitReport(ReportView view) {
    this.view = view;
    this.asides = view.asides();
    this.findings =
        view.report().findings().stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.location().file(), Collectors.groupingBy(Finding::rule)));
  }

  static String write(ReportView view) {
    JunitReport report = new JunitReport(view);
    Map<String, Set<RuleId>> rules = new TreeMap<>();
    for (RuleOutcome outcome : view.report().outcomes()) {
      for (String file : view.report().files(outcome.rule())) {
        rules.computeIfAbsent(file, f -> new TreeSet<>()).add(outcome.rule());
      }
    }
    report.findings.forEach(
        (file, found) -> rules.computeIfAbsent(file, f -> new TreeSet<>()).addAll(found.keySet()));
    Map<RuleId, RuleOutcome> outcomes =
        view.report().outcomes().stream()
            .collect(Collectors.toMap(RuleOutcome::rule, Function.identity()));
    rules.forEach((file, ids) -> report.addFile(file, ids, outcomes));
    report.addWithoutFiles();
    return JunitSuite.write(report.suites);
  }

  private void addFile(String file, Set<RuleId> rules, Map<RuleId, RuleOutcome> outcomes) {
    JunitSuite suite = new JunitSuite(view.options(), view.options().path(file));
    Map<RuleId, List<String>> aside = asides.getOrDefault(file, Map.of());
    Map<RuleId, List<Finding>> found = findings.getOrDefault(file, Map.of());
    boolean halted =
        found.containsKey(EngineRules.RULE_CRASHED) || found.containsKey(EngineRules.RULE_TIMEOUT);
    for (RuleId rule : rules) {
      RuleOutcome outcome = outcomes.get(rule);
      List<Finding> own = found.getOrDefault(rule, List.of());
      if (EngineRules.contains(rule)) {
        suite.addError(rule, view.options().line(own.get(0).message()));
      } else if (halted && outcome != null && outcome.state().compareTo(State.CRASHED) >= 0) {
        suite.addError(rule, view.options().text("crashed"));
      } else if (own.isEmpty() && outcome != null && outcome.state() == State.NOT_RUN) {
        suite.addSkipped(rule, view.options().line(outcome.reasons().get(0)));
      } else {
        suite.addCase(rule, own, aside.getOrDefault(rule, List.of()));
      }
    }
    suites.add(suite);
  }

  private void addWithoutFiles() {
    JunitSuite suite = new JunitSuite(view.options(), view.report().ruleSet());
    for (RuleOutcome outcome : view.report().outcomes()) {
      if (outcome.visited() == 0) {
        suite.addSkipped(outcome.rule(), view.options().text("nothing-visited"));
      } else if (view.report().files(outcome.rule()).isEmpty()) {
        suite.addWithoutFile(outcome);
      }
    }
    boolean trouble = suites.stream().anyMatch(JunitSuite::hasErrors);
    if (view.report().verdict() == Verdict.INCOMPLETE && !trouble) {
      suite.addError(
          EngineRules.NOTHING_VISITED, view.options().text(Texts.of(Verdict.INCOMPLETE)));
    }
    if (!suite.isEmpty()) {
      suites.add(suite);
    }
  }
}
