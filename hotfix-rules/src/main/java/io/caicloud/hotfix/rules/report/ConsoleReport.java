package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.rule.RuleOutcome;

/** A report for people at a terminal. */
final class ConsoleReport {

  private ConsoleReport() {}

  static String write(ReportView view) {
    FindingLines lines = new FindingLines(view.options());
    view.report().findings().forEach(lines::add);
    for (RuleOutcome outcome : view.report().outcomes()) {
      for (Message reason : outcome.reasons()) {
        lines.addLine(view.options().text("not-run", outcome.rule(), view.options().line(reason)));
      }
    }
    view.aside().map(Printable::escape).ifPresent(lines::addLine);
    lines.addLine(Printable.escape(view.summary()));
    return lines.toString();
  }
}
