package io.caicloud.hotfix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.Locale;

/**
 * The rules refuse a hotfix, or could not judge it; nothing was written. Its code is {@code
 * rejected}.
 */
public final class HotfixRejectedException extends HotfixException {

  private static final long serialVersionUID = 1L;

  private final transient RuleReport report;

  /**
   * Create the exception of a report.
   *
   * @param name what the report is about
   * @param report a report whose verdict is not PASS
   */
  public HotfixRejectedException(String name, RuleReport report) {
    super(
        "rejected",
        Texts.message(
            "rejected",
            name,
            report.verdict(),
            report.findings(Severity.ERROR).size(),
            first(report)));
    this.report = requireNonNull(report, "report");
  }

  private static Message first(RuleReport report) {
    return report.findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .findFirst()
        .map(f -> Message.of(text(f, Locale.ENGLISH), text(f, Locale.CHINESE)))
        .orElse(Message.of("-", "-"));
  }

  private static String text(Finding finding, Locale language) {
    return finding.location()
        + ": "
        + finding.message().text(language)
        + " ["
        + finding.rule()
        + "]";
  }

  /** Return what the rules found. */
  public RuleReport report() {
    return report;
  }
}
