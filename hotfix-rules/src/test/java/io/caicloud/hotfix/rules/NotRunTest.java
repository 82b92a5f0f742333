package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.report.ReportFormat;
import io.caicloud.hotfix.rules.report.ReportWriter;
import io.caicloud.hotfix.values.AddonValues;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rule could not look for, because nobody gave it what it needs, is said and not passed. */
final class NotRunTest {

  private static final List<Object> SUBJECTS =
      List.of(
          new NameToCheck(NameToCheck.Kind.DATE, "20181123"),
          Judged.document(Judged.GOOD + "      securityContext:\n        privileged: true\n"));

  private static final AddonValues BASE = AddonValues.of(Judged.document(Judged.GOOD));

  @Test
  void rules_say_what_they_lack() {
    RuleReport report = HotfixRules.standard().check(SUBJECTS);
    assertThat(report).isPass();
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.state() == State.NOT_RUN)
        .extracting(outcome -> outcome.rule().code())
        .containsExactly("HF102", "HF408");
    Clock clock = Clock.fixed(Instant.EPOCH.plusSeconds(2_000_000_000), ZoneOffset.UTC);
    RuleInputs all = RuleInputs.of(clock).with(BaseValues.class, BaseValues.among(List.of(BASE)));
    assertThat(HotfixRules.standard().check(SUBJECTS, all).outcomes())
        .extracting(RuleOutcome::state)
        .doesNotContain(State.NOT_RUN);
  }

  @ParameterizedTest
  @EnumSource
  void every_form_of_the_report_says_so(ReportFormat format) {
    RuleReport report = HotfixRules.standard().check(SUBJECTS);
    String text = ReportWriter.of(format).write(report);
    for (String rule : List.of("HF102", "HF408")) {
      Message because =
          report.outcomes().stream()
              .filter(outcome -> outcome.rule().code().equals(rule))
              .findFirst()
              .orElseThrow()
              .reasons()
              .get(0);
      assertThat(text).contains(because.text(Locale.ENGLISH));
    }
  }
}
