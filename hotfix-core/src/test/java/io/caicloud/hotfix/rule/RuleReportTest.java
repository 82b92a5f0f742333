package io.caicloud.hotfix.rule;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.Suppression.Kind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleReportTest {

  private static final RuleId DESC = new RuleId("HF104", "desc-format");
  private static final RuleId DATE = new RuleId("HF102", "hotfix-date");
  private static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);
  private static final Message WHY = Message.of("no clock", "没有时钟");

  @Test
  void passes_when_all_rules_ran_without_errors() {
    assertThat(report(ran(DESC)).finding(warning("a", 1)).build()).isPass();
  }

  @Test
  void fails_with_an_error() {
    assertThat(report(ran(DESC)).finding(error("a", 1)).build()).isFail();
  }

  @Test
  void a_crash_is_incomplete_even_with_errors() {
    RuleOutcome crashed = new RuleOutcome(DATE, State.CRASHED, 1, List.of());
    assertThat(report(ran(DESC)).outcome(crashed).finding(error("a", 1)).build()).isIncomplete();
  }

  @Test
  void nothing_looked_at_is_no_pass() {
    assertThat(RuleReport.builder("r 1").build()).isIncomplete();
    RuleOutcome idle = new RuleOutcome(DESC, State.NOTHING_VISITED, 0, List.of());
    assertThat(report(idle).build()).isIncomplete();
    Finding notice =
        Finding.error(EngineRules.NOTHING_VISITED, Location.of("a"))
            .message(WHY)
            .remedy(WHY)
            .build();
    assertThat(report(ran(DESC)).finding(notice).build()).isIncomplete();
  }

  @Test
  void knows_which_files_each_rule_was_shown() {
    RuleReport first = report(ran(DESC)).visited(DESC, "b").visited(DESC, "a").build();
    RuleReport second = report(ran(DATE)).visited(DATE, "c").visited(DATE, "a").build();
    RuleReport both = RuleReport.merge(List.of(first, second));

    assertThat(both.files()).containsExactly("a", "b", "c");
    assertThat(both.files(DESC)).containsExactly("a", "b");
    assertThat(both.files(new RuleId("HF999", "other"))).isEmpty();
    assertThat(report(ran(DESC)).visited(DESC, "a").visited(DESC, "b").visited(DESC, "a").build())
        .isEqualTo(first)
        .isNotEqualTo(report(ran(DESC)).build());
    assertThat(first.digest()).isEqualTo(report(ran(DESC)).build().digest());
  }

  @Test
  void a_missing_input_is_shown_and_does_not_fail() {
    RuleOutcome skipped = new RuleOutcome(DATE, State.NOT_RUN, 2, List.of(WHY));
    RuleReport report = report(ran(DESC)).outcome(skipped).build();
    assertThat(report).isPass();
    assertThat(report.outcome(DATE)).contains(skipped);
  }

  @Test
  void a_suppressed_error_is_shown_and_does_not_fail() {
    SuppressedFinding quiet = new SuppressedFinding(error("a", 1), suppression(DESC));
    RuleReport report = report(ran(DESC)).suppressed(quiet).finding(warning("b", 1)).build();

    assertThat(report).isPass();
    assertThat(report.suppressed()).containsExactly(quiet);
    assertThat(report.findings()).containsExactly(warning("b", 1));
    assertThat(report).isNotEqualTo(report(ran(DESC)).finding(warning("b", 1)).build());
    assertThat(RuleReport.merge(List.of(report, report(ran(DESC)).build()))).isNotEqualTo(report);
    assertThat(RuleReport.merge(List.of(report(ran(DESC)).build(), report)).suppressed())
        .containsExactly(quiet);
  }

  @Test
  void the_digest_tells_states_apart_and_leaves_out_today() {
    SuppressedFinding quiet = new SuppressedFinding(warning("a", 1), suppression(DESC));
    RuleReport none = report(ran(DESC)).build();
    RuleReport active = report(ran(DESC)).finding(warning("a", 1)).build();
    RuleReport suppressed = report(ran(DESC)).suppressed(quiet).build();
    RuleReport known = active.compared(active.findings(), List.of());

    assertThat(List.of(none.digest(), active.digest(), suppressed.digest(), known.digest()))
        .doesNotHaveDuplicates();
    assertThat(report(ran(DESC)).suppressedForToday(quiet).build().digest())
        .isEqualTo(none.digest());
  }

  @Test
  void what_a_baseline_has_does_not_fail() {
    RuleReport before = report(ran(DESC)).finding(error("a", 1)).finding(error("b", 1)).build();
    KnownFinding gone = new KnownFinding("c", "HF104", "/x", "1");

    assertThat(before.hasBaseline()).isFalse();
    RuleReport some = before.compared(List.of(error("a", 1)), List.of());
    assertThat(some).isFail();
    assertThat(some.findings()).containsExactly(error("b", 1));
    RuleReport all = some.compared(List.of(error("b", 1)), List.of(gone));
    assertThat(all).isPass();
    assertThat(all.hasBaseline()).isTrue();
    assertThat(all.baselined()).containsExactly(error("a", 1), error("b", 1));
    assertThat(all.gone()).containsExactly(gone);
    assertThat(all).isNotEqualTo(some);
    assertThatThrownBy(() -> all.compared(List.of(error("b", 1)), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_one_of_two_reports_found_is_not_gone() {
    KnownFinding one = new KnownFinding("a", "HF104", "/x", "1");
    KnownFinding two = new KnownFinding("b", "HF104", "/x", "1");
    RuleReport first = report(ran(DESC)).finding(error("a", 1)).build();
    RuleReport second = report(ran(DESC)).finding(error("b", 1)).build();
    RuleReport both =
        RuleReport.merge(
            List.of(
                first.compared(first.findings(), List.of(two, two)),
                second.compared(second.findings(), List.of(one, two))));

    assertThat(both.baselined()).containsExactly(error("a", 1), error("b", 1));
    assertThat(both.gone()).containsExactly(two);
  }

  @Test
  void notices_of_the_engine_always_count() {
    Finding crash =
        Finding.error(EngineRules.RULE_CRASHED, Location.of("a")).message(WHY).remedy(WHY).build();
    RuleReport report = report(ran(DESC)).finding(crash).build();

    assertThatThrownBy(() -> report.compared(List.of(crash), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    SuppressedFinding quiet = new SuppressedFinding(crash, suppression(EngineRules.RULE_CRASHED));
    assertThatThrownBy(() -> RuleReport.builder("r").suppressed(quiet))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void suppressions_sort_by_place_and_need_a_reason() {
    Suppression second = suppression(DESC);
    Suppression first = suppression(DATE);
    assertThat(List.of(second, first).stream().sorted()).containsExactly(first, second);
    assertThatThrownBy(
            () ->
                new Suppression(DESC, "HF104", Kind.INLINE, "a", "", " ", UNTIL, Location.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Suppression suppression(RuleId rule) {
    return new Suppression(
        rule, rule.code(), Kind.INLINE, "a", "", "agreed", UNTIL, Location.of("a"));
  }

  @Test
  void findings_are_sorted_and_equal_ones_appear_once() {
    RuleReport report =
        report(ran(DESC))
            .finding(error("b", 1))
            .finding(error("a", 12))
            .finding(error("a", 3))
            .finding(error("a", 3))
            .build();
    assertThat(report.findings())
        .extracting(f -> f.location().toString())
        .containsExactly("a:3:9", "a:12:9", "b:1:9");
  }

  @Test
  void findings_that_sort_alike_are_both_kept() {
    Finding one = error("a", 1);
    Finding two = Finding.error(DESC, one.location()).message(one.message()).remedy(WHY).build();
    assertThat(report(ran(DESC)).finding(two).finding(one).build().findings())
        .isEqualTo(report(ran(DESC)).finding(one).finding(two).build().findings())
        .hasSize(2);
  }

  @Test
  void merging_joins_findings_and_outcomes() {
    RuleReport one = report(ran(DESC)).finding(error("b", 1)).build();
    RuleReport two =
        report(new RuleOutcome(DESC, State.NOTHING_VISITED, 0, List.of()))
            .finding(warning("a", 1))
            .build();
    RuleReport merged = RuleReport.merge(List.of(one, two));
    assertThat(merged.findings()).containsExactly(warning("a", 1), error("b", 1));
    assertThat(merged.outcomes()).containsExactly(ran(DESC));
    assertThat(merged).isEqualTo(RuleReport.merge(List.of(two, one)));
    assertThatThrownBy(() -> RuleReport.merge(List.of(one, RuleReport.builder("r 2").build())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RuleReport.merge(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_digest_leaves_out_the_folders_above_the_tree() {
    String here = digest("/home/a/src/release-hotfixes/2.7.2/20181123/x.yaml");
    assertThat(here)
        .matches("sha256:[0-9a-f]{64}")
        .isEqualTo(digest("release-hotfixes/2.7.2/20181123/x.yaml"))
        .isEqualTo(digest("C:/other/release-hotfixes/2.7.2/20181123/x.yaml"))
        .isNotEqualTo(digest("release-hotfixes/2.7.2/20181124/x.yaml"));
    assertThat(digest("/tmp/x/hotfix.yaml")).isEqualTo(digest("hotfix.yaml"));
  }

  @Test
  void the_digest_leaves_out_language_and_day_and_sees_the_rest() {
    String plain = report(ran(DESC)).finding(error("a", 1)).build().digest();
    Finding otherWords =
        Finding.error(DESC, error("a", 1).location()).message(WHY).remedy(WHY).build();
    assertThat(report(ran(DESC)).finding(otherWords).build().digest()).isEqualTo(plain);
    RuleReport today =
        report(ran(DESC)).finding(error("a", 1)).findingForToday(warning("z", 1)).build();
    assertThat(today.findings()).hasSize(2);
    assertThat(today.digest()).isEqualTo(plain);
    assertThat(RuleReport.merge(List.of(today)).digest()).isEqualTo(plain);
    assertThat(report(ran(DESC)).finding(error("a", 2)).build().digest()).isNotEqualTo(plain);
    assertThat(report(ran(DESC)).finding(warning("a", 1)).build().digest()).isNotEqualTo(plain);
    assertThat(report(ran(DATE)).finding(error("a", 1)).build().digest()).isNotEqualTo(plain);
  }

  private static String digest(String file) {
    return report(ran(DESC)).finding(error(file, 3)).build().digest();
  }

  private static RuleReport.Builder report(RuleOutcome outcome) {
    return RuleReport.builder("r 1").outcome(outcome);
  }

  private static RuleOutcome ran(RuleId rule) {
    return new RuleOutcome(rule, State.RAN, 1, List.of());
  }

  private static Finding error(String file, int line) {
    return finding(Severity.ERROR, file, line);
  }

  private static Finding warning(String file, int line) {
    return finding(Severity.WARNING, file, line);
  }

  private static Finding finding(Severity severity, String file, int line) {
    Location location = Location.of(file, TextRange.at(line, 9));
    Finding.Builder finding =
        severity == Severity.ERROR
            ? Finding.error(DESC, location)
            : Finding.warning(DESC, location);
    return finding.message(Message.of("m", "信")).remedy(Message.of("r", "改")).build();
  }
}
