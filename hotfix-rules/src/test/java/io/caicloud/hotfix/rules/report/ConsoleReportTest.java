package io.caicloud.hotfix.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see at a terminal. */
final class ConsoleReportTest {

  @ParameterizedTest
  @CsvSource({
    "a: b,       4, 5, '   1 | a: b',     '          ^'",
    "'名: b',    4, 5, '   1 | 名: b',    '           ^'",
    "a: 中文,    4, 6, '   1 | a: 中文',  '          ^^^^'",
    "'e\u0301: b',    5, 6, '   1 | e\u0301: b',    '          ^'",
    "'😀: b',    4, 5, '   1 | 😀: b',    '           ^'",
    "'ａ: b',    4, 5, '   1 | ａ: b',    '           ^'",
    "'…: b',     4, 5, '   1 | …: b',     '          ^'",
    "a: b,       1, 1, '   1 | a: b',     '       ^'",
    "a: b,       5, 5, '   1 | a: b',     '           ^'"
  })
  void puts_marks_below_what_is_meant_however_wide_the_characters_are(
      String text, int from, int to, String source, String marks) {
    List<String> lines = lines(text, new TextRange(1, from, 1, to));

    assertThat(lines.subList(1, 3)).containsExactly(source, marks);
  }

  @Test
  void marks_the_rest_of_the_line_when_more_lines_are_meant() {
    assertThat(lines("a:\n  b: c\n", new TextRange(1, 1, 2, 1)).subList(1, 3))
        .containsExactly("   1 | a:", "       ^^");
  }

  @Test
  void shows_the_stretch_of_a_long_line_that_is_meant() {
    String line = "a: [" + "x, ".repeat(100_000) + "中文" + ", y".repeat(100_000) + "]";
    int column = line.indexOf("中") + 1;

    List<String> lines = lines(line, new TextRange(1, column, 1, column + 2));

    String source = lines.get(1);
    assertThat(source).startsWith("   1 | ...").endsWith("...").contains("x, 中文, y");
    assertThat(source.length()).isLessThan(140);
    assertThat(lines.get(2)).isEqualTo(" ".repeat(source.indexOf("中")) + "^^^^");
  }

  @Test
  void ends_marks_where_a_long_line_is_cut() {
    List<String> lines = lines("a: " + "x".repeat(500), new TextRange(1, 4, 1, 504));

    assertThat(lines.get(1)).isEqualTo("   1 | a: " + "x".repeat(117) + "...");
    assertThat(lines.get(2)).isEqualTo(" ".repeat(10) + "^".repeat(117));
  }

  @Test
  void makes_room_for_long_line_numbers() {
    String text = "#\n".repeat(12_344) + "a: b\n";

    assertThat(lines(text, new TextRange(12_345, 4, 12_345, 5)).subList(1, 3))
        .containsExactly("12345 | a: b", "           ^");
  }

  @Test
  void shows_no_line_of_a_file_it_does_not_know_or_that_is_not_there() {
    assertThat(lines("a: b", new TextRange(7, 1, 7, 2))).hasSize(2);
    Finding elsewhere = SampleReports.error(Location.of("b.yaml", TextRange.at(1, 1)), "wrong");
    assertThat(ReportWriter.of(ReportFormat.CONSOLE).lines(List.of(elsewhere)))
        .isEqualTo("b.yaml:1:1: error: wrong [HF401 mount-volume]\n     = mend it\n");
  }

  @Test
  void lets_no_file_move_the_cursor_or_turn_the_reading_direction() {
    YamlDocument document = SampleReports.document("a.yaml", "a:\tb # \u202e\u001b[2J");
    Finding finding =
        SampleReports.error(
            Location.of("a.yaml", new TextRange(1, 4, 1, 5)), "bad\u001b[31m\nsecond \u2028 line");
    Finding named = SampleReports.error(Location.of("\u001b]0;x\u0007.yaml"), "bad");

    String text =
        ReportWriter.of(ReportFormat.CONSOLE)
            .documents(List.of(document))
            .lines(List.of(finding, named));

    assertThat(text)
        .doesNotContain("\u001b", "\u202e", "\u2028", "\t", "\u0007")
        .contains("bad\\u001b[31m second \\u2028 line", "\\u001b]0;x\\u0007.yaml: error");
    assertThat(text.lines().toList().subList(1, 3))
        .containsExactly("   1 | a:\\u0009b # \\u202e\\u001b[2J", " ".repeat(15) + "^");
  }

  @Test
  void colours_on_request_only_and_changes_nothing_else() {
    RuleReport report = SampleReports.refused();
    ReportWriter plain = GoldenReportTest.writer(ReportFormat.CONSOLE);
    String coloured = plain.colour(true).write(report);

    assertThat(plain.write(report)).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1;31merror:\u001b[0m", "\u001b[31m^^^");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.write(report));
    for (ReportFormat format : ReportFormat.values()) {
      if (format != ReportFormat.CONSOLE) {
        assertThat(GoldenReportTest.writer(format).colour(true).write(report))
            .isEqualTo(GoldenReportTest.writer(format).write(report));
      }
    }
  }

  @Test
  void says_that_nothing_was_judged() {
    assertThat(ReportWriter.of(ReportFormat.CONSOLE).write(RuleReport.builder("r 1").build()))
        .isEqualTo("could not be judged; checked: 0, errors: 0, warnings: 0, hints: 0\n");
  }

  private static List<String> lines(String text, TextRange range) {
    Finding finding = SampleReports.error(Location.of("a.yaml", range), "wrong");
    return ReportWriter.of(ReportFormat.CONSOLE)
        .documents(List.of(SampleReports.document("a.yaml", text)))
        .lines(List.of(finding))
        .lines()
        .toList();
  }
}
