package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** AssertJ assertions on what a check of the rules says. */
public final class ReportAssert extends AbstractAssert<ReportAssert, RuleReport> {

  private ReportAssert(RuleReport actual) {
    super(actual, ReportAssert.class);
  }

  /**
   * Start assertions on a report.
   *
   * @param actual the report
   */
  public static ReportAssert assertThat(RuleReport actual) {
    return new ReportAssert(actual);
  }

  /** Verify that every rule ran and no finding is an error. */
  public ReportAssert isPass() {
    return hasVerdict(Verdict.PASS);
  }

  /** Verify that every rule ran and some finding is an error. */
  public ReportAssert isFail() {
    return hasVerdict(Verdict.FAIL);
  }

  /** Verify that something could not be checked. */
  public ReportAssert isIncomplete() {
    return hasVerdict(Verdict.INCOMPLETE);
  }

  /**
   * Verify the verdict.
   *
   * @param verdict what is expected
   */
  public ReportAssert hasVerdict(Verdict verdict) {
    isNotNull();
    if (actual.verdict() != verdict) {
      failWithMessage("expected %s but is %s%s", verdict, actual.verdict(), all());
    }
    return this;
  }

  /** Verify that there is no error and no warning; hints are allowed. */
  public ReportAssert hasNoErrorsOrWarnings() {
    return hasOnly();
  }

  /**
   * Verify which errors and warnings there are, in the order of the report; hints are allowed.
   *
   * @param findings each as {@code HF104 error 3:9}, or {@code HF204 warning} if it is about a
   *     whole file
   */
  public ReportAssert hasOnly(String... findings) {
    isNotNull();
    List<String> found =
        actual.findings().stream()
            .filter(f -> f.severity() != Severity.HINT)
            .map(ReportAssert::brief)
            .toList();
    if (!found.equals(Arrays.asList(findings))) {
      failWithMessage("expected only %s%s", Arrays.toString(findings), all());
    }
    return this;
  }

  /**
   * Verify that a rule has a finding.
   *
   * @param rule its code, such as {@code HF104}
   */
  public ReportAssert hasFinding(String rule) {
    isNotNull();
    if (actual.findings().stream().noneMatch(f -> f.rule().code().equals(rule))) {
      failWithMessage("expected a finding of %s%s", rule, all());
    }
    return this;
  }

  /**
   * Verify that a rule has a finding at a place.
   *
   * @param rule its code, such as {@code HF104}
   * @param line the line, from 1
   * @param column the column, from 1
   */
  public ReportAssert hasFinding(String rule, int line, int column) {
    isNotNull();
    if (actual.findings().stream()
        .noneMatch(f -> f.rule().code().equals(rule) && startsAt(f, line, column))) {
      failWithMessage("expected a finding of %s at %s:%s%s", rule, line, column, all());
    }
    return this;
  }

  /**
   * Verify that a rule has no finding.
   *
   * @param rule its code, such as {@code HF104}
   */
  public ReportAssert hasNoFinding(String rule) {
    isNotNull();
    if (actual.findings().stream().anyMatch(f -> f.rule().code().equals(rule))) {
      failWithMessage("expected no finding of %s%s", rule, all());
    }
    return this;
  }

  private static boolean startsAt(Finding finding, int line, int column) {
    TextRange range = finding.location().range();
    return range != null && range.line() == line && range.column() == column;
  }

  private static String brief(Finding finding) {
    TextRange range = finding.location().range();
    String place = range == null ? "" : " " + range;
    return finding.rule().code() + " " + finding.severity().name().toLowerCase(Locale.ROOT) + place;
  }

  private String all() {
    return actual.findings().stream()
        .map(f -> "\n  " + f)
        .collect(Collectors.joining("", "\nfindings:", ""));
  }
}
