package io.caicloud.hotfix.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import io.caicloud.hotfix.rule.RuleReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as JSON or SARIF is what the schemas say. */
final class ReportSchemasTest {

  static List<RuleReport> reports() {
    return List.of(
        SampleReports.refused(),
        SampleReports.accepted(),
        SampleReports.incomplete(),
        SampleReports.passed(),
        RuleReport.builder("empty 1").build());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void json_is_what_the_published_schema_says(RuleReport report) {
    Schema schema = schema(Dialects.getDraft202012(), ReportWriter.jsonSchema());

    assertThat(problems(schema, GoldenReportTest.writer(ReportFormat.JSON).write(report)))
        .isEmpty();
    assertThat(problems(schema, ReportWriter.of(ReportFormat.JSON).write(report))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void sarif_is_what_the_oasis_schema_says(RuleReport report) throws IOException {
    Schema schema = oasis();

    assertThat(problems(schema, GoldenReportTest.writer(ReportFormat.SARIF).write(report)))
        .isEmpty();
    assertThat(problems(schema, ReportWriter.of(ReportFormat.SARIF).write(report))).isEmpty();
  }

  @Test
  void the_schemas_find_what_is_wrong() throws IOException {
    Schema ours = schema(Dialects.getDraft202012(), ReportWriter.jsonSchema());
    String json = ReportWriter.of(ReportFormat.JSON).write(SampleReports.refused());
    assertThat(problems(ours, json.replace("\"line\" : 2,", "\"line\" : 0,"))).hasSize(1);
    assertThat(problems(ours, json.replace("\"verdict\" : \"fail\"", "\"verdict\" : \"ok\"")))
        .hasSize(1);
    assertThat(problems(ours, json.replace("\"column\" : 35,", ""))).hasSize(1);

    String sarif = ReportWriter.of(ReportFormat.SARIF).write(SampleReports.refused());
    assertThat(problems(oasis(), sarif.replace("\"startLine\" : 2,", "\"startLine\" : 0,")))
        .isNotEmpty();
    assertThat(problems(oasis(), sarif.replace("\"results\"", "\"findings\""))).isNotEmpty();
  }

  @Test
  void our_schema_is_one() {
    Schema meta =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(problems(meta, ReportWriter.jsonSchema())).isEmpty();
  }

  private static Schema oasis() throws IOException {
    String name = "/schema/sarif-schema-2.1.0.json";
    try (InputStream in = ReportSchemasTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return schema(Dialects.getDraft7(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Schema schema(Dialect dialect, String text) {
    return SchemaRegistry.withDialect(dialect).getSchema(text, InputFormat.JSON);
  }

  private static List<String> problems(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
