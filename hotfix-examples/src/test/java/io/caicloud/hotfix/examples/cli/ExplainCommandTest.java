package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code hotfix explain}: what a rule says about itself. */
final class ExplainCommandTest {

  @Test
  void says_what_a_rule_demands_and_why_with_examples() {
    Cli run = Cli.run("explain", "HF104").exits(0);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("HF104 desc-format (error)")
        .contains("A desc is feat<number> or bug<number>", "why: ", "way out: ", "source: ")
        .containsSubsequence("bad: hotfix.yaml", "  desc: fix-211", "good: hotfix.yaml", "bug211");
    assertThat(Cli.run("explain", "desc-format").exits(0).out()).isEqualTo(run.out());
  }

  @Test
  void speaks_chinese() {
    assertThat(Cli.run("explain", "HF104", "--lang", "zh").exits(0).out())
        .startsWith("HF104 desc-format (错误)")
        .contains("原因：", "办法：", "依据：", "错误示例：hotfix.yaml");
  }

  @Test
  void gives_the_same_as_json() {
    JsonNode json = Cli.run("explain", "hf203", "--json").exits(0).json();

    assertThat(json.get("rule").stringValue()).isEqualTo("HF203");
    assertThat(json.get("slug").stringValue()).isEqualTo("same-addon-twice");
    assertThat(json.get("severity").stringValue()).isEqualTo("error");
    assertThat(json.get("bad").get(0).size()).isEqualTo(2);
    assertThat(json.get("explanation").stringValue()).isNotBlank();
  }

  @Test
  void an_unknown_rule_is_a_usage_error_with_what_was_meant() {
    Cli run = Cli.run("explain", "desc-fromat").exits(2);

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no rule \"desc-fromat\"", "did you mean desc-format?");
    assertThat(Cli.run("explain", "HF999", "--json").exits(2).json().get("code").stringValue())
        .isEqualTo("unknown-rule");
  }
}
