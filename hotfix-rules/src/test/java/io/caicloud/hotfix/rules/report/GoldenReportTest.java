package io.caicloud.hotfix.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form, byte for byte, on any machine. */
final class GoldenReportTest {

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void writes_what_it_wrote_before(ReportFormat format) throws IOException {
    assertThat(writer(format).write(SampleReports.refused())).isEqualTo(golden(format, "en"));
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void writes_chinese_on_request(ReportFormat format) throws IOException {
    String text = writer(format).language(Locale.SIMPLIFIED_CHINESE).write(SampleReports.refused());

    assertThat(text).isEqualTo(golden(format, "zh"));
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void shows_nothing_of_the_machine_it_runs_on(ReportFormat format) {
    String here = everything(format);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String separator = System.setProperty("line.separator", "\r\n");
    try {
      for (String language : List.of("tr", "ar-EG-u-nu-arab", "th-TH-u-nu-thai", "zh-CN")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

        assertThat(everything(format)).as(language).isEqualTo(here).doesNotContain("\r");
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
      System.setProperty("line.separator", separator);
    }
  }

  @Test
  void takes_findings_and_visits_in_any_order() {
    RuleReport sample = SampleReports.refused();
    RuleReport.Builder turned = RuleReport.builder(sample.ruleSet());
    List<Finding> findings = new ArrayList<>(sample.findings());
    Collections.reverse(findings);
    findings.forEach(turned::finding);
    sample.outcomes().forEach(turned::outcome);
    for (String file : List.of("other.yaml", SampleReports.FILE, "other.yaml")) {
      sample.outcomes().stream()
          .filter(outcome -> sample.files(outcome.rule()).contains(file))
          .forEach(outcome -> turned.visited(outcome.rule(), file));
    }

    for (ReportFormat format : ReportFormat.values()) {
      assertThat(writer(format).write(turned.build())).isEqualTo(writer(format).write(sample));
    }
  }

  private static String everything(ReportFormat format) {
    return writer(format).write(SampleReports.refused())
        + writer(format).language(Locale.CHINESE).write(SampleReports.incomplete())
        + writer(format).write(SampleReports.passed());
  }

  static ReportWriter writer(ReportFormat format) {
    return ReportWriter.of(format)
        .rules(SampleReports.rules())
        .documents(List.of(SampleReports.DOCUMENT));
  }

  private static String golden(ReportFormat format, String language) throws IOException {
    String name = format.name().toLowerCase(Locale.ROOT) + "_" + language + ".golden";
    try (InputStream in = GoldenReportTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
