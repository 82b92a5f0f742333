package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.Verdict;
import java.util.Optional;

/**
 * A report as workflow commands, one for each finding and for each rule that lacked something, and
 * a last line with the summary. What could not be judged is an error too, even without a finding.
 */
final class GithubReport {

  private GithubReport() {}

  static String write(ReportView view) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : view.report().findings()) {
      text.append(command(finding, view.options())).append('\n');
    }
    for (RuleOutcome outcome : view.report().outcomes()) {
      outcome.reasons().forEach(because -> text.append(notRun(outcome, because, view.options())));
    }
    if (view.report().verdict() == Verdict.INCOMPLETE) {
      text.append("::error::");
    }
    String aside = view.aside().map(line -> "; " + line).orElse("");
    return text.append(data(view.summary() + aside)).append('\n').toString();
  }

  private static String notRun(RuleOutcome outcome, Message because, ReportOptions options) {
    String title = property(outcome.rule().toString());
    String line = options.text("not-run", outcome.rule(), options.text(because));
    return "::notice title=" + title + "::" + data(line) + "\n";
  }

  private static String command(Finding finding, ReportOptions options) {
    StringBuilder command = new StringBuilder("::").append(level(finding.severity())).append(' ');
    if (ReportView.hasFile(finding)) {
      add(command, "file", options.path(finding.location().file()));
    }
    TextRange range = finding.location().range();
    if (range != null) {
      addRange(command, range);
    }
    add(command, "title", finding.rule().toString());
    command.setLength(command.length() - 1);
    Message message = finding.message();
    command.append("::").append(data(options.text(message)));
    command.append(data("\n" + options.text(finding.remedy())));
    Optional<Fix> fix = finding.fix();
    fix.ifPresent(f -> command.append(data("\n" + FindingLines.line(f, options))));
    return command.toString();
  }

  /** Columns say something only of a range within one line. */
  private static void addRange(StringBuilder command, TextRange range) {
    add(command, "line", String.valueOf(range.line()));
    add(command, "endLine", String.valueOf(range.endLine()));
    if (range.line() == range.endLine()) {
      add(command, "col", String.valueOf(range.column()));
      add(command, "endColumn", String.valueOf(range.endColumn()));
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case HINT -> "notice";
    };
  }

  private static void add(StringBuilder command, String name, String value) {
    command.append(name).append('=').append(property(value)).append(',');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
