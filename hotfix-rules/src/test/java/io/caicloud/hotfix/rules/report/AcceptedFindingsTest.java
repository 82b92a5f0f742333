package io.caicloud.hotfix.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.rule.RuleReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How each form shows findings that do not count, and what a baseline makes of the others. */
final class AcceptedFindingsTest {

  private static final RuleReport REPORT = SampleReports.accepted();

  @Test
  void a_console_has_a_line_with_the_numbers() {
    assertThat(write(ReportFormat.CONSOLE))
        .endsWith(
            """
            suppressed: 1; known from the baseline: 1; gone from the baseline: 2, so that it can be written anew without them
            passed; checked: 2, errors: 0, warnings: 0, hints: 1
            """)
        .doesNotContain("placeholder is not quoted");
    assertThat(ReportWriter.of(ReportFormat.CONSOLE).write(SampleReports.refused()))
        .doesNotContain("suppressed");
  }

  @Test
  void github_and_markdown_have_the_numbers() {
    assertThat(write(ReportFormat.GITHUB)).contains("hints: 1; suppressed: 1; known from");
    assertThat(write(ReportFormat.MARKDOWN)).contains("\n\nsuppressed: 1; known from");
  }

  @Test
  void junit_passes_the_case_and_says_why() {
    assertThat(write(ReportFormat.JUNIT))
        .contains("failures=\"0\"")
        .contains(
            "<system-out>suppressed until 2026-12-31 (由现场替换 &lt;&amp;&gt;): 2:35: placeholder is not quoted\n</system-out>")
        .contains("<system-out>known from the baseline: 7:");
  }

  @Test
  void json_has_every_state() {
    JsonNode json = JsonMapper.shared().readTree(write(ReportFormat.JSON));
    assertThat(json.at("/findings/0/baselineState").stringValue()).isEqualTo("new");
    assertThat(json.at("/baselined/0/baselineState").stringValue()).isEqualTo("unchanged");
    assertThat(json.at("/baselined/0/rule").stringValue()).isEqualTo("HF401");
    assertThat(json.at("/suppressed/0/rule").stringValue()).isEqualTo("HF012");
    assertThat(json.at("/suppressed/0/suppression"))
        .hasToString(
            "{\"kind\":\"inline\",\"reason\":\"由现场替换 <&>\",\"until\":\"2026-12-31\",\"file\":\""
                + SampleReports.FILE
                + "\",\"line\":2,\"column\":70,\"endLine\":2,\"endColumn\":70}");
    assertThat(json.at("/gone").size()).isEqualTo(2);
    String plain = ReportWriter.of(ReportFormat.JSON).write(SampleReports.refused());
    assertThat(plain).doesNotContain("baseline", "suppress", "gone");
  }

  @Test
  void sarif_has_suppressions_and_the_state_of_each_result() {
    JsonNode json = JsonMapper.shared().readTree(write(ReportFormat.SARIF));
    JsonNode results = json.at("/runs/0/results");
    assertThat(states(results)).containsExactly("new", "", "unchanged", "absent", "absent");
    assertThat(results.at("/1/suppressions/0/kind").stringValue()).isEqualTo("inSource");
    assertThat(results.at("/1/suppressions/0/justification").stringValue()).isEqualTo("由现场替换 <&>");
    assertThat(
            results.at("/1/suppressions/0/location/physicalLocation/region/startLine").intValue())
        .isEqualTo(2);
    for (int i : new int[] {0, 2, 3, 4}) {
      assertThat(results.at("/" + i + "/suppressions").isArray()).isTrue();
      assertThat(results.at("/" + i + "/suppressions").size()).isZero();
    }
    for (JsonNode result : results) {
      int index = result.path("ruleIndex").asInt(-1);
      if (!result.path("ruleId").stringValue().equals("HF999")) {
        assertThat(json.at("/runs/0/tool/driver/rules/" + index + "/id"))
            .isEqualTo(result.path("ruleId"));
      }
    }
  }

  private static List<String> states(JsonNode results) {
    return results.valueStream().map(r -> r.path("baselineState").asString("")).toList();
  }

  private static String write(ReportFormat format) {
    return ReportWriter.of(format).documents(List.of(SampleReports.DOCUMENT)).write(REPORT);
  }
}
