package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.rule.RuleOutcome;
import java.util.Comparator;
import java.util.List;

/** A report as a page in Markdown: the verdict, the worst findings, and what was not judged. */
final class MarkdownReport {

  /** What a comment on a platform can hold has an end; the other forms have everything. */
  private static final int MOST = 100;

  private static final String SPECIAL = "\\`*_{}[]<>()#|~&$!";

  private final ReportOptions options;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(ReportOptions options) {
    this.options = options;
  }

  static String write(ReportView view) {
    MarkdownReport page = new MarkdownReport(view.options());
    String verdict = view.options().text(Texts.of(view.report().verdict()));
    page.line("## " + escape(view.options().text("title", verdict)));
    page.line("");
    page.line(escape(view.summary()));
    view.aside()
        .ifPresent(
            aside -> {
              page.line("");
              page.line(escape(aside));
            });
    page.addFindings(view.report().findings());
    page.addOutcomes(view.report().outcomes());
    return page.text.toString();
  }

  private void addFindings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    line("");
    row(
        options.text("column.severity"),
        options.text("column.place"),
        options.text("column.rule"),
        options.text("column.finding"));
    line("| --- | --- | --- | --- |");
    findings.stream()
        .sorted(Comparator.comparing(Finding::severity))
        .limit(MOST)
        .forEach(this::addFinding);
    if (findings.size() > MOST) {
      line("");
      line(escape(options.text("more", findings.size() - MOST)));
    }
  }

  private void addFinding(Finding finding) {
    Location location = finding.location();
    String path = Printable.escape(options.path(location.file()));
    row(
        options.text(Texts.of(finding.severity())),
        escape(location.range() == null ? path : path + ":" + location.range()),
        escape(finding.rule().toString()),
        escape(options.line(finding.message())) + "<br>" + escape(options.line(finding.remedy())));
  }

  private void addOutcomes(List<RuleOutcome> outcomes) {
    List<RuleOutcome> notRun = outcomes.stream().filter(o -> !o.reasons().isEmpty()).toList();
    if (!notRun.isEmpty()) {
      line("");
      line("### " + options.text("not-run-rules"));
      line("");
    }
    for (RuleOutcome outcome : notRun) {
      for (Message reason : outcome.reasons()) {
        line("- " + escape(outcome.rule() + ": " + options.line(reason)));
      }
    }
    List<String> idle =
        outcomes.stream().filter(o -> o.visited() == 0).map(o -> o.rule().code()).toList();
    if (!idle.isEmpty()) {
      line("");
      line(escape(options.text("idle-rules", String.join(", ", idle))));
    }
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Return text that Markdown shows as it is. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(c);
            });
    return escaped.toString();
  }
}
