package io.caicloud.hotfix.rules.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.caicloud.hotfix.finding.HotfixException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "a/b.yaml, a/b.yaml, true",
    "a/b.yaml, x/a/b.yaml, false",
    "a/b.yaml, a/b.yaml/c, false",
    "a/*.yaml, a/b.yaml, true",
    "a/*.yaml, a/b/c.yaml, false",
    "a/*.yaml, a/b.yml, false",
    "a/b?.yaml, a/b1.yaml, true",
    "a/b?.yaml, a/b.yaml, false",
    "a/**, a/b/c.yaml, true",
    "a/**, a, true",
    "a/**, b/a/c, false",
    "**/c.yaml, a/b/c.yaml, true",
    "**/c.yaml, c.yaml, true",
    "a/**/c, a/c, true",
    "a/**/c, a/b/b/c, true",
    "a/**/c, a/b/d, false",
    "*.yaml, a/b/c.yaml, true",
    "*.yaml, c.yml, false",
    "**, a/b, true",
    "a*b*c, aXbbYc, true",
    "a*b*c, aXbbY, false",
    "A/b, a/b, false",
  })
  void matches_parts_of_paths(String pattern, String path, boolean matches) {
    assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "/a", "a/", "a//b", "./a", "a/..", "a\\b", "[a]", "{a,b}", "a**", "***", "a\nb"
      })
  void refuses_what_has_no_meaning(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("invalid-path-pattern"));
  }

  @Test
  void a_hostile_pattern_takes_no_longer_than_any_other() {
    PathPattern stars = PathPattern.parse("*a".repeat(100) + "*b");
    PathPattern folders = PathPattern.parse("**/a/".repeat(100) + "b");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(stars.matches("a".repeat(4_000))).isFalse();
          assertThat(folders.matches("a/".repeat(2_000) + "a")).isFalse();
        });
  }
}
