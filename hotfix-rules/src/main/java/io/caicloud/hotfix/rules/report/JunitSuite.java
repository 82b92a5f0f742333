package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleOutcome;
import java.util.List;

/** The cases of one suite of JUnit XML. */
final class JunitSuite {

  private final ReportOptions options;
  private final String name;
  private final StringBuilder cases = new StringBuilder();
  private int tests;
  private int failures;
  private int errors;
  private int skipped;

  JunitSuite(ReportOptions options, String name) {
    this.options = options;
    this.name = name;
  }

  boolean isEmpty() {
    return tests == 0;
  }

  boolean hasErrors() {
    return errors > 0;
  }

  /** Add a rule that could not judge. */
  void addError(RuleId rule, String message) {
    errors++;
    open(rule);
    cases.append("      <error").append(attribute("message", message)).append("/>\n");
    close();
  }

  /** Add a rule that did not judge. */
  void addSkipped(RuleId rule, String message) {
    skipped++;
    open(rule);
    cases.append("      <skipped").append(attribute("message", message)).append("/>\n");
    close();
  }

  /** Add how it went with a rule of which nobody said what it was shown. */
  void addWithoutFile(RuleOutcome outcome) {
    switch (outcome.state()) {
      case CRASHED -> addError(outcome.rule(), options.text("crashed"));
      case NOT_RUN -> addSkipped(outcome.rule(), options.line(outcome.reasons().get(0)));
      default -> addCase(outcome.rule(), List.of(), List.of());
    }
  }

  /** Add a rule that judged, with what it found, and with lines about what does not count. */
  void addCase(RuleId rule, List<Finding> findings, List<String> asides) {
    List<Finding> bad = findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    List<Finding> mild = findings.stream().filter(f -> f.severity() != Severity.ERROR).toList();
    open(rule);
    if (!bad.isEmpty()) {
      failures++;
      String first = options.line(bad.get(0).message());
      cases.append("      <failure").append(attribute("message", first)).append('>');
      cases.append(text(bad)).append("</failure>\n");
    }
    if (!mild.isEmpty() || !asides.isEmpty()) {
      cases.append("      <system-out>").append(text(mild));
      asides.forEach(line -> cases.append(Xml.escape(line)).append('\n'));
      cases.append("</system-out>\n");
    }
    close();
  }

  private void open(RuleId rule) {
    tests++;
    cases
        .append("    <testcase")
        .append(attribute("classname", name))
        .append(attribute("name", rule.toString()))
        .append(">\n");
  }

  /** A case with nothing in it is closed where it was opened. */
  private void close() {
    int end = cases.length();
    if (cases.charAt(end - 3) == '"') {
      cases.setLength(end - 2);
      cases.append("/>\n");
    } else {
      cases.append("    </testcase>\n");
    }
  }

  private String text(List<Finding> findings) {
    FindingLines lines = new FindingLines(options.withColour(false));
    findings.forEach(lines::add);
    return Xml.escape(lines.toString());
  }

  static String write(List<JunitSuite> suites) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites")
        .append(attribute("name", "hotfix-rules"))
        .append(attribute("tests", suites.stream().mapToInt(s -> s.tests).sum()))
        .append(attribute("failures", suites.stream().mapToInt(s -> s.failures).sum()))
        .append(attribute("errors", suites.stream().mapToInt(s -> s.errors).sum()))
        .append(attribute("skipped", suites.stream().mapToInt(s -> s.skipped).sum()))
        .append(">\n");
    suites.forEach(suite -> suite.writeTo(xml));
    return xml.append("</testsuites>\n").toString();
  }

  private void writeTo(StringBuilder xml) {
    xml.append("  <testsuite")
        .append(attribute("name", name))
        .append(attribute("tests", tests))
        .append(attribute("failures", failures))
        .append(attribute("errors", errors))
        .append(attribute("skipped", skipped))
        .append(">\n")
        .append(cases)
        .append("  </testsuite>\n");
  }

  private static String attribute(String key, Object value) {
    return " " + key + "=\"" + Xml.escape(String.valueOf(value)) + "\"";
  }
}
