package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class HotfixRulesTest {

  private static final Message TEXT = Message.of("text", "文本");
  private static final RuleId OURS = new RuleId("ABC001", "house-rule");
  private static final YamlDocument GOOD = example("01-portal-web.yaml");
  private static final YamlDocument BAD = example("invalid/image-without-tag.yaml");

  @Test
  void the_engine_is_found_as_a_service() {
    RuleEngine engine = RuleEngine.find().orElseThrow();
    assertThat(engine).isInstanceOf(HotfixRules.class);
    assertThat(engine.name()).isEqualTo(HotfixRules.standard().name());
    assertThat(engine.name()).matches("hotfix-rules \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void a_rule_of_another_team_runs_with_the_standard_rules() {
    HotfixRules rules =
        HotfixRules.standard()
            .with(rule(AddonValues.class, (v, context) -> context.report(finding(OURS))));
    assertThat(rules.check(GOOD)).isFail().hasFinding("ABC001");
    assertThat(rules.name()).endsWith(" + ABC001");
    assertThat(rules.rules()).extracting(d -> d.id().code()).startsWith("ABC001", "HF001");
  }

  @Test
  void a_rule_that_throws_does_not_stop_the_others() {
    RuleReport report =
        HotfixRules.standard()
            .with(
                rule(
                    YamlDocument.class,
                    (document, context) -> {
                      throw new IllegalStateException("secret text of the file");
                    }))
            .check(BAD);
    assertThat(report).isIncomplete().hasFinding("HF503", 14, 14);
    Finding crash = finding(report, EngineRules.RULE_CRASHED);
    assertThat(crash.message().text(Locale.ENGLISH))
        .contains("ABC001 house-rule", "java.lang.IllegalStateException", "HotfixRulesTest.java:")
        .doesNotContain("secret");
    assertThat(crash.location().file()).isEqualTo("invalid/image-without-tag.yaml");
    assertThat(report.outcome(OURS).orElseThrow().state()).isEqualTo(State.CRASHED);
  }

  @Test
  void a_rule_that_overflows_the_stack_does_not_stop_the_others() {
    RuleReport report =
        HotfixRules.standard()
            .with(rule(YamlDocument.class, (document, context) -> overflow(0)))
            .check(BAD);
    assertThat(report).isIncomplete().hasFinding("HF503", 14, 14).hasFinding("HF900");
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : overflow(depth + 1) + 1;
  }

  @Test
  void a_rule_may_not_speak_for_another() {
    RuleId other = new RuleId("HF104", "desc-format");
    RuleReport report =
        HotfixRules.standard()
            .with(rule(YamlDocument.class, (d, context) -> context.report(finding(other))))
            .check(GOOD);
    assertThat(report).isIncomplete().hasNoFinding("HF104");
  }

  @Test
  void an_input_left_out_is_said_and_does_not_spoil_the_verdict() {
    Rule<YamlDocument> rule =
        rule(
            YamlDocument.class,
            (d, context) -> {
              if (context.input(String.class).isEmpty()) {
                context.notRun(TEXT);
              }
            });
    HotfixRules rules = HotfixRules.standard().with(rule);
    RuleReport without = rules.check(List.of(GOOD, GOOD));
    assertThat(without).isPass();
    assertThat(without.outcome(OURS).orElseThrow().state()).isEqualTo(State.NOT_RUN);
    assertThat(without.outcome(OURS).orElseThrow().reasons()).containsExactly(TEXT);
    RuleReport with = rules.check(List.of(GOOD), RuleInputs.none().with(String.class, "x"));
    assertThat(with.outcome(OURS).orElseThrow().state()).isEqualTo(State.RAN);
  }

  @Test
  void what_no_rule_looks_at_is_not_passed() {
    assertThat(HotfixRules.standard().check(List.of())).isIncomplete().hasFinding("HF906");
    assertThat(HotfixRules.standard().check(List.of(GOOD, "a text")))
        .isIncomplete()
        .hasFinding("HF906");
  }

  @Test
  void a_rule_without_a_subject_is_shown_as_such() {
    RuleReport report =
        HotfixRules.standard().with(rule(String.class, (text, context) -> {})).check(GOOD);
    assertThat(report).isPass();
    assertThat(report.outcome(OURS).orElseThrow().state()).isEqualTo(State.NOTHING_VISITED);
    assertThat(report.outcome(new RuleId("HF301", "unknown-key")).orElseThrow().visited())
        .isEqualTo(1);
  }

  @Test
  void two_rules_with_one_name_are_refused() {
    HotfixRules rules = HotfixRules.standard().with(rule(String.class, (s, c) -> {}));
    assertThatThrownBy(() -> rules.with(rule(String.class, (s, c) -> {})))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("duplicate-rule"));
  }

  @Test
  void the_order_of_subjects_and_the_locale_do_not_show() {
    List<YamlDocument> all =
        ValuesExamples.invalid().stream().map(HotfixRulesTest::example).toList();
    List<YamlDocument> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    RuleReport report = HotfixRules.standard().check(all);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      RuleReport other = HotfixRules.standard().check(reversed);
      assertThat(other).isEqualTo(report);
      assertThat(other.digest()).isEqualTo(report.digest());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void the_order_of_rules_does_not_show() {
    Rule<YamlDocument> one = rule(YamlDocument.class, (d, context) -> {});
    Rule<YamlDocument> two = rule(new RuleId("ABC002", "two"), YamlDocument.class, (d, c) -> {});
    HotfixRules forward = HotfixRules.standard().with(one).with(two);
    HotfixRules backward = HotfixRules.standard().with(two).with(one);
    assertThat(forward.name()).isEqualTo(backward.name());
    assertThat(forward.check(BAD)).isEqualTo(backward.check(BAD));
  }

  @Test
  void an_interrupt_stops_the_check() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> HotfixRules.standard().check(GOOD))
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void an_unreadable_file_fails() {
    byte[] bytes = "a: [".getBytes(StandardCharsets.UTF_8);
    assertThat(HotfixRules.standard().check(YamlDocument.parse("x.yaml", bytes)))
        .isFail()
        .hasFinding("HF003");
  }

  private static YamlDocument example(String file) {
    return YamlDocument.parse(file, ValuesExamples.bytes(file));
  }

  private static Finding finding(RuleReport report, RuleId rule) {
    return report.findings().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static Finding finding(RuleId rule) {
    return Finding.error(rule, Location.of("x")).message(TEXT).remedy(TEXT).build();
  }

  private static <S> Rule<S> rule(Class<S> subject, BiConsumer<S, RuleContext> check) {
    return rule(OURS, subject, check);
  }

  private static <S> Rule<S> rule(RuleId id, Class<S> type, BiConsumer<S, RuleContext> check) {
    return new Rule<>() {
      @Override
      public RuleDescription description() {
        return RuleDescription.builder(id, Severity.ERROR)
            .summary(TEXT)
            .explanation(TEXT)
            .remediation(TEXT)
            .clause(TEXT)
            .build();
      }

      @Override
      public Class<S> subject() {
        return type;
      }

      @Override
      public void check(S subject, RuleContext context) {
        check.accept(subject, context);
      }
    };
  }
}
