package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.Locale;

/** The last line of a check. */
final class Summary {

  private Summary() {}

  static void print(RuleReport report, Terminal terminal) {
    terminal.say(
        "summary",
        terminal.text("verdict." + report.verdict().name().toLowerCase(Locale.ROOT)),
        report.findings(Severity.ERROR).size(),
        report.findings(Severity.WARNING).size(),
        report.findings(Severity.HINT).size());
  }
}
