package io.caicloud.hotfix.rules.testing;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.List;

/** The texts of failed tests. */
final class Failure {

  private Failure() {}

  static AssertionError of(
      RuleDescription rule, String what, List<String> expected, List<Finding> found) {
    StringBuilder text = new StringBuilder();
    text.append(rule.id()).append(' ').append(what);
    expected.forEach(place -> text.append("\n  expected ").append(place));
    for (Finding finding : found) {
      text.append("\n  found    ").append(RuleTest.place(finding)).append(": ");
      text.append(finding.severity()).append(": ").append(finding.message());
      text.append(" [").append(finding.rule()).append(']');
    }
    if (found.isEmpty()) {
      text.append("\n  found    nothing");
    }
    return new AssertionError(text.toString());
  }

  static AssertionError texts(RuleDescription rule, String what, String expected, String found) {
    return new AssertionError(
        rule.id() + " " + what + "\n--- expected\n" + expected + "\n--- found\n" + found);
  }

  /** Return the report if the rule was shown something and nothing stopped a rule. */
  static RuleReport requireRun(RuleDescription rule, RuleReport report) {
    List<Finding> notices =
        report.findings().stream().filter(f -> EngineRules.contains(f.rule())).toList();
    if (!notices.isEmpty()) {
      throw of(rule, "is to run to its end", List.of(), notices);
    }
    if (report.outcome(rule.id()).filter(outcome -> outcome.visited() > 0).isEmpty()) {
      throw of(rule, "is to be shown something to judge", List.of(), report.findings());
    }
    return report;
  }
}
