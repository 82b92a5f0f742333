package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.caicloud.hotfix.finding.TextRange;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ScalarTextTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("k: a FOO b\n", "1:6-1:9"),
        arguments("k: 'it''s FOO'\n", "1:11-1:14"),
        arguments("k: \"\\t\\\"\\u4e2d \\x41 FOO\"\n", "1:21-1:24"),
        arguments("k: \"a\\nFOO\"\n", "1:8-1:11"),
        arguments("k: \"\\0\\_\\N\\e\\/ FOO\"\n", "1:16-1:19"),
        arguments("k: \"😀\\U0001F600 FOO\"\n", "1:17-1:20"),
        arguments("k: \"a \\\n  FOO\"\n", "2:3-2:6"),
        arguments("k: a\n  中 FOO\n", "2:5-2:8"),
        arguments("k: 'a\n\n  FOO'\n", "3:3-3:6"),
        arguments("k: |  # FOO\n  a\n\n  b FOO\n", "4:5-4:8"),
        arguments("k: |2\n    a FOO\n", "2:7-2:10"),
        arguments("k: |\r\n  a\r\n  FOO\r\n", "3:3-3:6"),
        arguments("k: >-\n  a\n  b\n\n    FOO\n", "5:5-5:8"),
        arguments("k: &x FOO\n", "1:7-1:10"),
        arguments("k: !!str FOO\n", "1:10-1:13"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void finds_the_part_of_a_value_in_the_text(String text, String expected) {
    YamlDocument document = YamlDocument.parse("a.yaml", text.getBytes(UTF_8));
    YamlScalar scalar = (YamlScalar) document.find("/k").orElseThrow();
    int start = scalar.value().indexOf("FOO");

    TextRange range = document.text(scalar).range(start, start + 3);

    assertThat(range + "-" + range.endLine() + ":" + range.endColumn()).isEqualTo(expected);
  }

  @Test
  void gives_the_whole_scalar_where_the_text_does_not_show_the_part() {
    YamlDocument document =
        YamlDocument.parse("a.yaml", "a: &x\\u \"b FOO\"\nk: *x\\u\n".getBytes(UTF_8));
    YamlScalar alias = (YamlScalar) document.find("/k").orElseThrow();

    assertThat(document.text(alias).range(2, 5)).isEqualTo(new TextRange(2, 4, 2, 8));
    assertThat(document.text(alias).range(2, 2)).isEqualTo(alias.range());
    assertThatThrownBy(() -> document.text(alias).range(2, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
