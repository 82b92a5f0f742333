package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.List;

/**
 * A report and what it is written with.
 *
 * @param report the report
 * @param options what it is written with
 */
record ReportView(RuleReport report, ReportOptions options) {

  /** The file of a notice that is about no file. */
  private static final String NO_FILE = "-";

  static boolean hasFile(Finding finding) {
    return !finding.location().file().equals(NO_FILE);
  }

  /** Return the findings of rules that judge. */
  List<Finding> judgements() {
    return report.findings().stream().filter(f -> !isNotice(f)).toList();
  }

  /** Return what the engine itself has to say. */
  List<Finding> notices() {
    return report.findings().stream().filter(ReportView::isNotice).toList();
  }

  static boolean isNotice(Finding finding) {
    return EngineRules.contains(finding.rule());
  }

  int count(Severity severity) {
    return report.findings(severity).size();
  }

  /** Return the verdict and the numbers, in one line. */
  String summary() {
    return options.text(
        "summary",
        Texts.of(report.verdict()),
        report.files().size(),
        count(Severity.ERROR),
        count(Severity.WARNING),
        count(Severity.HINT));
  }
}
