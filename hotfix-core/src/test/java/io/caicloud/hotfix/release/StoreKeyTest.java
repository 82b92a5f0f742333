package io.caicloud.hotfix.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "platform/compass-v2.7.3-rc/01/hotfixes/20181123/README.md",
        "补丁/说明 (1).md",
        "a/.b/...",
        "𠀀"
      })
  void takes(String text) {
    assertThat(StoreKey.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        "a/./b",
        "a/../b",
        "..",
        ".",
        "a\\b",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "a\ud800",
        "\udc00a"
      })
  void refuses(String text) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, () -> StoreKey.of(text));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo("invalid-store-key");
  }

  @Test
  void counts_bytes_not_characters() {
    assertThat(StoreKey.of("字".repeat(341)).value()).hasSize(341);
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> StoreKey.of("字".repeat(342)));
    assertThat(failure.getMessage()).hasSizeLessThan(450);
  }

  @Test
  void sorts_by_bytes() {
    assertThat(StoreKey.of("\uff5e")).isLessThan(StoreKey.of("𠀀"));
    assertThat(StoreKey.of("a-b")).isLessThan(StoreKey.of("a/b"));
  }

  @Test
  void knows_the_name_of_the_object() {
    assertThat(StoreKey.of("a/b/c.md").name()).isEqualTo("c.md");
    assertThat(StoreKey.of("c.md").name()).isEqualTo("c.md");
  }
}
