package io.caicloud.hotfix.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other programs read out of reports. */
final class MachineReportsTest {

  @Test
  void github_reads_messages_and_paths_as_they_are() {
    Finding finding = SampleReports.error(Location.of("a,b:c%.yaml"), "50% of\r\n::error::x");

    assertThat(ReportWriter.of(ReportFormat.GITHUB).write(SampleReports.of(finding)))
        .startsWith(
            "::error file=a%2Cb%3Ac%25.yaml,title=HF401 mount-volume::"
                + "50%25 of%0D%0A::error::x%0Amend it\n")
        .hasLineCount(2);
  }

  @Test
  void github_gets_columns_of_a_single_line_only() {
    Finding finding = SampleReports.error(Location.of("a", new TextRange(1, 2, 3, 4)), "bad");

    assertThat(ReportWriter.of(ReportFormat.GITHUB).write(SampleReports.of(finding)))
        .startsWith("::error file=a,line=1,endLine=3,title=");
  }

  @Test
  void github_shows_an_error_for_what_was_not_judged_and_for_nothing_else() {
    ReportWriter writer = ReportWriter.of(ReportFormat.GITHUB);

    assertThat(writer.write(RuleReport.builder("r 1").build()))
        .isEqualTo("::error::could not be judged; checked: 0, errors: 0, warnings: 0, hints: 0\n");
    assertThat(writer.write(SampleReports.passed()))
        .isEqualTo("passed; checked: 1, errors: 0, warnings: 0, hints: 0\n");
  }

  @Test
  void junit_is_xml_whatever_a_file_holds() throws Exception {
    String bad = "<&>\"' ]]> \u0000\u0001\u001b\u000b \ufffe\uffff \ud800 😀 控";
    Finding finding = SampleReports.error(Location.of(bad), bad);

    Document xml = parse(ReportWriter.of(ReportFormat.JUNIT).write(SampleReports.of(finding)));

    assertThat(xml.getElementsByTagName("failure").item(0).getAttributes().item(0).getNodeValue())
        .isEqualTo("<&>\"' ]]> \\u0000\\u0001\\u001b\\u000b \\ufffe\\uffff \\ud800 😀 控");
  }

  @Test
  void junit_shows_passes_and_never_what_did_not_run_as_one() throws Exception {
    Document refused = parse(ReportWriter.of(ReportFormat.JUNIT).write(SampleReports.refused()));
    assertThat(counts(refused)).containsExactly("7", "1", "0", "2");

    Document crashed = parse(ReportWriter.of(ReportFormat.JUNIT).write(SampleReports.incomplete()));
    assertThat(counts(crashed)).containsExactly("5", "0", "2", "0");

    RuleReport nothing = RuleReport.builder("r 1").build();
    assertThat(counts(parse(ReportWriter.of(ReportFormat.JUNIT).write(nothing))))
        .containsExactly("1", "0", "1", "0");
  }

  @Test
  void markdown_shows_text_as_it_is_and_ends_somewhere() {
    Finding finding = SampleReports.error(Location.of("a|b.yaml"), "*x* `y` <b> [l](u) | #1\n## z");
    assertThat(ReportWriter.of(ReportFormat.MARKDOWN).write(SampleReports.of(finding)))
        .contains(
            "| error | a\\|b.yaml | HF401 mount-volume | "
                + "\\*x\\* \\`y\\` \\<b\\> \\[l\\]\\(u\\) \\| \\#1 \\#\\# z<br>mend it |\n");

    RuleReport.Builder many = RuleReport.builder("r 1");
    for (int line = 1; line <= 150; line++) {
      many.finding(SampleReports.error(Location.of("a", TextRange.at(line, 1)), "bad"));
    }
    assertThat(ReportWriter.of(ReportFormat.MARKDOWN).write(many.build()))
        .contains("50 more findings are not shown here", "a:100:1")
        .doesNotContain("a:101:1");
  }

  @Test
  void sarif_has_paths_that_are_relative_where_it_can() {
    assertThat(artifact("/checkout", "/checkout/a b/控.yaml"))
        .isEqualTo("{\"uri\":\"a%20b/%E6%8E%A7.yaml\",\"uriBaseId\":\"%SRCROOT%\"}");
    assertThat(artifact("C:\\checkout\\", "C:/checkout/a.yaml"))
        .isEqualTo("{\"uri\":\"a.yaml\",\"uriBaseId\":\"%SRCROOT%\"}");
    assertThat(artifact("/check", "/checkout/a.yaml"))
        .isEqualTo("{\"uri\":\"file:///checkout/a.yaml\"}");
    assertThat(artifact("", "C:/a:b.yaml")).isEqualTo("{\"uri\":\"file:///C:/a%3Ab.yaml\"}");
    assertThat(artifact("", "././a:b%.yaml"))
        .isEqualTo("{\"uri\":\"a%3Ab%25.yaml\",\"uriBaseId\":\"%SRCROOT%\"}");
  }

  @Test
  void sarif_tells_trouble_of_the_tool_apart_from_findings() {
    JsonNode run = sarif(GoldenReportTest.writer(ReportFormat.SARIF), SampleReports.incomplete());
    JsonNode invocation = run.at("/invocations/0");

    assertThat(run.get("results").isArray()).isTrue();
    assertThat(run.get("results")).isEmpty();
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    JsonNode notice = invocation.at("/toolExecutionNotifications/0");
    assertThat(notice.at("/descriptor/id").asString()).isEqualTo("HF900");
    assertThat(run.at("/tool/driver/notifications/0/id").asString()).isEqualTo("HF900");

    JsonNode nothing =
        sarif(ReportWriter.of(ReportFormat.SARIF), RuleReport.builder("r 1").build());
    assertThat(nothing.at("/invocations/0/executionSuccessful").asBoolean(true)).isFalse();
    assertThat(nothing.at("/invocations/0/toolExecutionNotifications/0/level").asString())
        .isEqualTo("error");
    JsonNode passed = sarif(ReportWriter.of(ReportFormat.SARIF), SampleReports.passed());
    assertThat(passed.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(passed.get("results").isArray()).isTrue();
  }

  @Test
  void sarif_has_an_entry_for_every_rule_and_points_at_it() {
    JsonNode run = sarif(GoldenReportTest.writer(ReportFormat.SARIF), SampleReports.refused());

    assertThat(run.at("/tool/driver/rules").valueStream().map(rule -> rule.get("id").asString()))
        .containsExactly("HF012", "HF102", "HF401", "HF404", "HF511");
    for (JsonNode result : run.get("results")) {
      JsonNode rule = run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
      assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
    }
  }

  @Test
  void sarif_fixes_count_bytes_where_the_document_is_not_known() {
    Finding finding = fixed(new TextEdit(5, 2, "x"), new TextEdit(9, 1, ""));
    String fixes = "/results/0/fixes/0/artifactChanges/0/replacements";

    JsonNode unknown = sarif(ReportWriter.of(ReportFormat.SARIF), SampleReports.of(finding));
    assertThat(unknown.at(fixes).toString())
        .isEqualTo(
            "[{\"deletedRegion\":{\"byteOffset\":5,\"byteLength\":2},"
                + "\"insertedContent\":{\"text\":\"x\"}},"
                + "{\"deletedRegion\":{\"byteOffset\":9,\"byteLength\":1}}]");
    YamlDocument document = SampleReports.document("a.yaml", "控: 1\nab: 1");
    JsonNode known =
        sarif(
            ReportWriter.of(ReportFormat.SARIF).documents(List.of(document)),
            SampleReports.of(fixed(new TextEdit(5, 1, "x"), new TextEdit(7, 2, ""))));
    assertThat(known.at(fixes + "/0/deletedRegion").toString())
        .isEqualTo("{\"startLine\":1,\"startColumn\":4,\"endLine\":1,\"endColumn\":5}");
    assertThat(known.at(fixes + "/1/deletedRegion").toString())
        .isEqualTo("{\"startLine\":2,\"startColumn\":1,\"endLine\":2,\"endColumn\":3}");
  }

  @Test
  void fingerprints_stay_when_lines_and_items_above_come_and_go() {
    String item = "  - image: r/web:v1\n    env: 1\n";
    String before = print("c:\n" + item, "/c/0/env");

    assertThat(print("# new\nc:\n  - name: other\n" + item, "/c/1/env")).isEqualTo(before);
    assertThat(print("c:\n" + item.replace("v1", "v2"), "/c/0/env")).isEqualTo(before);
    assertThat(print("c:\n" + item.replace("web", "api"), "/c/0/env")).isNotEqualTo(before);
    assertThat(print("c:\n" + item, "/c/0/image")).isNotEqualTo(before);
  }

  @Test
  void fingerprints_of_like_findings_differ() {
    RuleReport report =
        RuleReport.builder("r 1")
            .finding(SampleReports.error(Location.of("a"), "one"))
            .finding(SampleReports.error(Location.of("a"), "two"))
            .build();

    assertThat(
            JsonMapper.shared()
                .readTree(ReportWriter.of(ReportFormat.JSON).write(report))
                .get("findings")
                .valueStream()
                .map(finding -> finding.get("fingerprint").asString()))
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  private static String print(String text, String pointer) {
    YamlDocument document = SampleReports.document("a.yaml", text);
    Location place = document.location(document.find(pointer).orElseThrow());
    return sarif(
            ReportWriter.of(ReportFormat.SARIF).documents(List.of(document)),
            SampleReports.of(SampleReports.error(place, "bad")))
        .at("/results/0/partialFingerprints")
        .toString();
  }

  private static Finding fixed(TextEdit... edits) {
    return Finding.error(SampleReports.ENV, Location.of("a.yaml"))
        .message(Message.of("bad", "错"))
        .remedy(Message.of("mend it", "请修正"))
        .fix(new Fix(Message.of("x", "x"), List.of(edits), false))
        .build();
  }

  private static String artifact(String folder, String file) {
    Finding finding = SampleReports.error(Location.of(file), "bad");
    return sarif(ReportWriter.of(ReportFormat.SARIF).relativeTo(folder), SampleReports.of(finding))
        .at("/results/0/locations/0/physicalLocation/artifactLocation")
        .toString();
  }

  private static JsonNode sarif(ReportWriter writer, RuleReport report) {
    return JsonMapper.shared().readTree(writer.write(report)).at("/runs/0");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> counts(Document xml) {
    return List.of("tests", "failures", "errors", "skipped").stream()
        .map(xml.getDocumentElement()::getAttribute)
        .toList();
  }
}
