package io.caicloud.hotfix.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.TextRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

  private static YamlScalar key(String text) {
    return new YamlScalar(
        text, YamlScalar.Style.PLAIN, YamlScalar.Type.STRING, TextRange.at(1, 1), NodePath.ROOT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 10, 1000})
  void the_first_of_equal_keys_is_found_among_few_and_many(int number) {
    Keys keys = new Keys();
    for (int i = 0; i < number; i++) {
      assertThat(keys.add(key("k" + i))).isNull();
    }
    YamlScalar last = key("last");
    assertThat(keys.add(last)).isNull();
    assertThat(keys.add(key("last"))).isSameAs(last);
    for (int i = 0; i < number; i++) {
      YamlScalar again = key("k" + i);
      assertThat(keys.add(again)).isNotNull().isNotSameAs(again);
    }
  }
}
