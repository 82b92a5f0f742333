package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments that suppress findings, as whoever runs a check meets them. */
final class InlineSuppressionsTest {

  private static final String TERMS = "until=2026-12-31 reason=agreed";

  /** Line 14 of the values: an image whose tag is not the version. */
  private static final String IMAGE = "    - image: '[[ registry_release ]]/portal-web:latest'";

  private static final String BAD = Judged.GOOD.replaceFirst("(?m)^ +- image: .*$", IMAGE);

  @Test
  void the_example_has_what_the_tests_suppress() {
    assertThat(check(BAD)).hasOnly("HF501 warning 5:14", "HF503 warning 14:14");
  }

  @Test
  void a_comment_behind_a_value_is_about_its_line() {
    RuleReport report = check(behind("disable=HF503 " + TERMS));

    assertThat(report).hasOnly("HF501 warning 5:14");
    SuppressedFinding quiet = report.suppressed().get(0);
    assertThat(quiet.finding()).hasToString(check(BAD).findings().get(1).toString());
    Suppression why = quiet.suppression();
    assertThat(why.reason()).isEqualTo("agreed");
    assertThat(why.until()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(why.kind()).isEqualTo(Suppression.Kind.INLINE);
    assertThat(why.location()).hasToString("values.yaml:14:80");
    assertThat(report.suppressed()).hasSize(1);
  }

  @Test
  void a_comment_of_its_own_is_about_the_next_line_with_content() {
    String said = "      # hotfix-rules disable=HF503 " + TERMS + "\n";
    assertThat(check(above(said + "\n   # more\n"))).hasOnly("HF501 warning 5:14");
    assertThat(check(above(said + said))).hasOnly("HF501 warning 5:14", "HF904 warning 15:30");
    assertThat(check(above("").replace(IMAGE, IMAGE + "\n" + said)))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF904 warning 15:30");
  }

  @Test
  void a_comment_at_the_top_is_about_the_file() {
    String said = "# hotfix-rules disable-file=HF503,version-image " + TERMS + "\n";
    RuleReport report = check(said + BAD);
    assertThat(report).hasOnly();
    assertThat(report.suppressed()).hasSize(2);
    assertThat(check(BAD + said))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF905 error 15:1");
    assertThat(check("a: 1 # hotfix-rules disable-file=HF503 " + TERMS + "\n").findings())
        .extracting(f -> f.rule().code())
        .contains("HF905");
  }

  @Test
  void rules_go_by_any_of_their_names_and_reasons_may_be_chinese() {
    String reason = "until=2026-12-31 reason=现场已确认，见 bug211 = ok # really";
    RuleReport report = check(behind("disable=image-reference " + reason));
    assertThat(report.suppressed()).hasSize(1);
    assertThat(report.suppressed().get(0).suppression().reason())
        .isEqualTo("现场已确认，见 bug211 = ok # really");
    assertThat(check(behind("until=2026-12-31 disable=hf407, HF503 reason=x")))
        .hasOnly("HF501 warning 5:14", "HF904 warning 14:97");
  }

  @Test
  void text_of_values_suppresses_nothing() {
    String said = "# hotfix-rules disable-file=HF501,HF503 " + TERMS;
    String text = "args:\n      - |\n        " + said + "\n      - '" + said + "'\n";
    RuleReport report = check(BAD + "      " + text);
    assertThat(report.suppressed()).isEmpty();
    assertThat(report).hasFinding("HF503").hasNoFinding("HF904").hasNoFinding("HF905");
  }

  @Test
  void the_last_day_still_counts_and_the_day_after_brings_the_finding_back() {
    String text = behind("disable=HF503 until=2026-05-01 reason=x");
    assertThat(check(text, "2026-05-01T23:59:59Z")).hasOnly("HF501 warning 5:14");
    assertThat(check(text, "2026-05-02T00:00:00Z"))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF903 warning 14:80");
    Finding expired = check(text, "2027-01-01T00:00:00Z").findings().get(2);
    assertThat(expired.message().toString()).contains("2026-05-01");
    assertThat(expired.remedy().toString()).contains("\"x\"");
  }

  @Test
  void without_a_clock_nothing_is_suppressed_and_the_report_says_so() {
    RuleReport report = HotfixRules.standard().check(document(behind("disable=HF503 " + TERMS)));
    assertThat(report).hasOnly("HF501 warning 5:14", "HF503 warning 14:14");
    assertThat(report.outcome(EngineRules.SUPPRESSION_EXPIRED))
        .hasValueSatisfying(
            outcome -> assertThat(outcome.state()).isEqualTo(RuleOutcome.State.NOT_RUN));
    assertThat(check(BAD).outcome(EngineRules.SUPPRESSION_EXPIRED)).isEmpty();
  }

  @Test
  void one_that_is_for_nothing_is_a_warning() {
    assertThat(check(behind("disable=HF407 " + TERMS)))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF904 warning 14:80");
  }

  @Test
  void what_a_rule_that_was_not_asked_would_find_is_not_called_unused() {
    assertThat(check(behind("disable=HF201 " + TERMS)))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disable=HF503 reason=x | 14:57 | until when",
        "disable=HF503 until=2026-12-31 | 14:57 | no reason",
        "disable=HF503 until=2026-12-31 reason= | 14:57 | no reason",
        "disable=HF503 until=2026-02-30 reason=x | 14:92 | 2026-02-30",
        "disable=HF503 until=+2026-12-31 reason=x | 14:92 | +2026-12-31",
        "disable=HF503 until=tomorrow reason=x | 14:92 | tomorrow",
        "disable=HF530 until=2026-12-31 reason=x | 14:80 | did you mean HF503",
        "disable=image-refrence until=2026-12-31 reason=x | 14:80 | did you mean image-reference",
        "disable=HF003 until=2026-12-31 reason=x | 14:80 | cannot be suppressed",
        "disable=HF108 until=2026-12-31 reason=x | 14:80 | cannot be suppressed",
        "disable=HF900 until=2026-12-31 reason=x | 14:80 | cannot be suppressed",
        "disable=HF905 until=2026-12-31 reason=x | 14:80 | cannot be suppressed",
        "disabel=HF503 until=2026-12-31 reason=x | 14:72 | did you mean disable",
        "disable HF503 until=2026-12-31 reason=x | 14:72 | no value",
        "disable=HF503 util=2026-12-31 reason=x | 14:86 | did you mean until",
        "disable=HF503 disable=HF503 until=2026-12-31 reason=x | 14:86 | twice",
        "disable=HF503 disable-file=HF503 until=2026-12-31 reason=x | 14:57 | not for both",
        "disable= until=2026-12-31 reason=x | 14:80 | no rule",
        "disable=HF503,,HF501 until=2026-12-31 reason=x | 14:80 | no rule",
        "until=2026-12-31 reason=x | 14:57 | no rule",
        "disable=HF503 =x until=2026-12-31 reason=x | 14:85 | not understood",
        "disable-file=HF503 until=2026-12-31 reason=x | 14:57 | before the first",
      })
  void what_cannot_be_understood_is_an_error_at_its_place(String said, String at, String text) {
    RuleReport report = check(behind(said.strip()));
    assertThat(report).isFail();
    assertThat(report)
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF905 error " + at.strip());
    assertThat(report.findings().get(2).message().toString()).contains(text.strip());
  }

  @Test
  void other_comments_may_speak_of_the_rules() {
    String prose =
        "# hotfix-rules are checked by hotfix check\n#hotfix-rules\n# nohotfix-rules x=1\n";
    assertThat(check(prose + BAD)).hasOnly("HF501 warning 8:14", "HF503 warning 17:14");
  }

  @Test
  void the_number_of_workers_does_not_show() {
    List<YamlDocument> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String said = i % 3 == 0 ? "disable=HF503 " : i % 3 == 1 ? "disable=HF407 " : "x=1 ";
      byte[] bytes = behind(said + TERMS).getBytes(StandardCharsets.UTF_8);
      files.add(YamlDocument.parse(i + ".yaml", bytes));
    }
    RuleReport one = HotfixRules.standard().check(files, at("2026-05-01T00:00:00Z"));
    RuleReport eight = HotfixRules.standard().workers(8).check(files, at("2026-05-01T00:00:00Z"));
    assertThat(one.suppressed()).hasSize(14);
    assertThat(eight).isEqualTo(one);
    assertThat(eight.digest()).isEqualTo(one.digest());
  }

  @Test
  void an_embedder_can_forbid_them() {
    HotfixRules rules = HotfixRules.standard().withoutInlineSuppressions();
    YamlDocument document = document(behind("disable=HF503 " + TERMS));
    RuleReport report = rules.check(List.of(document), at("2026-05-01T00:00:00Z"));
    assertThat(report).hasOnly("HF501 warning 5:14", "HF503 warning 14:14", "HF905 warning 14:57");
    assertThat(report.suppressed()).isEmpty();
  }

  @Test
  void a_specification_file_may_have_them_too() {
    String bad = "desc: fix-211 # hotfix-rules disable=HF104 " + TERMS + "\n";
    byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
    SpecDocument spec = SpecDocument.of(YamlDocument.parse("hotfix.yaml", bytes), Path.of(""));
    RuleReport report = HotfixRules.standard().check(List.of(spec), at("2026-05-01T00:00:00Z"));
    assertThat(report.suppressed())
        .extracting(s -> s.finding().rule().code())
        .containsExactly("HF104");
    assertThat(report).hasNoFinding("HF104");
  }

  @Test
  void the_digest_does_not_tell_what_day_it_is() {
    String text = behind("disable=HF407 " + TERMS);
    assertThat(check(text, "2026-05-01T00:00:00Z").digest())
        .isEqualTo(check(text, "2027-05-01T00:00:00Z").digest());
  }

  @Test
  void a_hostile_file_costs_time_in_proportion() {
    String line = "# hotfix-rules disable=HF503 until=2026-12-31 reason=x\n";
    String many = line.repeat(15_000) + BAD;
    String words = "# hotfix-rules disable=" + "x,".repeat(400_000) + " reason=x\n" + BAD;
    String blanks = "# hotfix-rules disable=a" + " ".repeat(400_000) + ",\n" + BAD;
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(check(many).findings()).hasSizeLessThan(1100);
          assertThat(check(words)).hasFinding("HF905");
          assertThat(check(blanks)).hasFinding("HF905");
        });
  }

  private static String behind(String said) {
    return BAD.replace(IMAGE, IMAGE + " # hotfix-rules " + said);
  }

  private static String above(String lines) {
    return BAD.replace(IMAGE, lines + IMAGE);
  }

  private static RuleReport check(String text) {
    return check(text, "2026-05-01T00:00:00Z");
  }

  private static RuleReport check(String text, String now) {
    return HotfixRules.standard().check(List.of(document(text)), at(now));
  }

  private static RuleInputs at(String now) {
    return RuleInputs.of(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static YamlDocument document(String text) {
    return YamlDocument.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
