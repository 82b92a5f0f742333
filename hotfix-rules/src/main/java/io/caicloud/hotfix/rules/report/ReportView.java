package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Return how many findings do not count and why, in one line; empty if there are none. */
  Optional<String> aside() {
    List<String> parts = new ArrayList<>();
    addCount(parts, "suppressed", report.suppressed().size());
    addCount(parts, "baselined", report.baselined().size());
    addCount(parts, "gone", report.gone().size());
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private void addCount(List<String> parts, String key, int count) {
    if (count > 0) {
      parts.add(options.text(key, count));
    }
  }

  /** Return what is to be said of findings that do not count, by file and rule, a line each. */
  Map<String, Map<RuleId, List<String>>> asides() {
    Map<String, Map<RuleId, List<String>>> lines = new HashMap<>();
    for (SuppressedFinding each : report.suppressed()) {
      Suppression why = each.suppression();
      String line = line(each.finding());
      addAside(
          lines,
          each.finding(),
          options.text("suppressed-finding", line, why.until(), why.reason()));
    }
    for (Finding each : report.baselined()) {
      addAside(lines, each, options.text("baselined-finding", line(each)));
    }
    return lines;
  }

  private static void addAside(
      Map<String, Map<RuleId, List<String>>> lines, Finding finding, String line) {
    lines
        .computeIfAbsent(finding.location().file(), file -> new HashMap<>())
        .computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
        .add(Printable.escape(line));
  }

  private String line(Finding finding) {
    TextRange range = finding.location().range();
    return (range == null ? "" : range + ": ") + options.line(finding.message());
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
