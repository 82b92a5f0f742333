package io.caicloud.hotfix.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RuleExampleTest {

  @Test
  void a_file_holds_its_text_and_the_bytes_that_it_stands_for() {
    RuleExample example = RuleExample.of("values.yaml", "名 <0xE9>|<0x61*3><0x0A><desc>");
    byte[] bytes = example.bytes("values.yaml");
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1).substring(3))
        .isEqualTo(" é|aaa\n<desc>");
    assertThat(bytes).startsWith("名".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void files_come_in_the_order_of_their_paths() {
    RuleExample example = RuleExample.of("b", "1").and("a", "2").and("b", "3");
    assertThat(example.files()).hasToString("{a=2, b=3}");
  }

  @Test
  void refuses_to_be_empty_and_to_invent_files() {
    assertThatThrownBy(() -> new RuleExample(new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
    RuleExample example = RuleExample.of("a", "");
    assertThatThrownBy(() -> example.bytes("b")).isInstanceOf(IllegalArgumentException.class);
  }
}
