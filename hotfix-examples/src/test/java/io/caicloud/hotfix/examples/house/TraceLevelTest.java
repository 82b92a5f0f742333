package io.caicloud.hotfix.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.testing.RuleTest;
import io.caicloud.hotfix.testing.ValuesBuilder;
import org.junit.jupiter.api.Test;

/** The rule of another team. */
final class TraceLevelTest {

  private static final RuleTest TEST = RuleTest.of(new TraceLevel());

  @Test
  void its_examples_are_true() {
    TEST.examples();
  }

  @Test
  void finds_trace_in_every_container_and_leaves_the_change_to_the_author() {
    String text =
        ValuesBuilder.values().build()
            + """
                  env:
                  - name: LOG_LEVEL   # for now
                    value: «'trace'»
                initContainers:
                - image: '[[ registry_release ]]/console-web:v3.3.2'
                  env: [{name: LOG_LEVEL, value: «trace»}, {name: TRACE, value: trace}]
            """;
    String plain = text.replaceAll("[«»]", "");

    TEST.finds(text)
        .withSeverity(Severity.WARNING)
        .saying("log level")
        .fixedTo(plain)
        .suggesting(
            plain
                .replace("'trace'", "info")
                .replace("LOG_LEVEL, value: trace", "LOG_LEVEL, value: info"));
  }

  @Test
  void is_found_by_engines_that_take_what_is_installed() {
    assertThat(HotfixRules.installed().explain("trace-level").id().code()).isEqualTo("HOUSE001");
    assertThat(RuleEngine.find().orElseThrow().name()).endsWith(" + HOUSE001");
    assertThat(HotfixRules.standard().name()).doesNotContain("HOUSE001");
  }
}
