package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.testing.ValuesExamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlEditsTest {

  static Stream<Arguments> edits() {
    return Stream.of(
        arguments("k: v1 # c\n", "v2", "k: v2 # c\n"),
        arguments("k: 'v1'   # c\r\nx: w\r\n", "v2", "k: 'v2'   # c\r\nx: w\r\n"),
        arguments("k: \"v1\"", "v2", "k: \"v2\""),
        arguments("\ufeffk: v1", "v2", "\ufeffk: v2"),
        arguments("\ufeff# 中\nk: v1 # 文\n", "v2", "\ufeff# 中\nk: v2 # 文\n"),
        arguments("{x: w, k: v1, z: 1}", "v2", "{x: w, k: v2, z: 1}"),
        arguments("k: 1\n", "2", "k: 2\n"),
        arguments("k: 1\n", "two", "k: two\n"),
        arguments("k: v1\n", "2", "k: '2'\n"),
        arguments("k: v1\n", "yes", "k: 'yes'\n"),
        arguments("k: v1\n", "", "k: ''\n"),
        arguments("k: v1\n", "a: b", "k: 'a: b'\n"),
        arguments("k: v1\n", "a #b", "k: 'a #b'\n"),
        arguments("k: v1\n", "it's", "k: it's\n"),
        arguments("k: 'v1'\n", "it's", "k: 'it''s'\n"),
        arguments("k: v1\n", "[[ x ]]/y", "k: '[[ x ]]/y'\n"),
        arguments("{k: v1}\n", "a, b", "{k: 'a, b'}\n"),
        arguments("k: v1\n", "a\nb", "k: \"a\\nb\"\n"),
        arguments("k: 'v1'\n", "a\u202eb\u0007", "k: \"a\\u202Eb\\u0007\"\n"),
        arguments("k: \"v1\"\n", "say \"\\\"", "k: \"say \\\"\\\\\\\"\"\n"),
        arguments("k:\n", "v2", "k: v2\n"),
        arguments("k: # c\nx: w\n", "v2", "k: v2 # c\nx: w\n"),
        arguments("k: ~\n", "v2", "k: v2\n"),
        arguments("k: a\n  b\nx: w\n", "v2", "k: v2\nx: w\n"),
        arguments("k: &x v1\nw: z\n", "v2", "k: &x v2\nw: z\n"),
        arguments("w: &x v1\nk: *x\n", "v2", "w: &x v1\nk: v2\n"),
        arguments("k: |\n  a\n\n  b\nx: w\n", "c\nd\n", "k: |\n  c\n  d\nx: w\n"),
        arguments(
            "k: |-  # c\r\n    a\r\nx: w\r\n",
            "c\n\nd",
            "k: |-  # c\r\n    c\r\n\r\n    d\r\nx: w\r\n"),
        arguments("k: |\n  a\nx: w\n", "c", "k: |-\n  c\nx: w\n"),
        arguments("k: |\n  a\nx: w\n", "c\n\n", "k: |+\n  c\n\nx: w\n"),
        arguments("k: |\n  a\nx: w\n", "  c\nd\n", "k: \"  c\\nd\\n\"\nx: w\n"),
        arguments("k: |2\n    a\nx: w\n", "b\n", "k: \"b\\n\"\nx: w\n"),
        arguments("k: >-\n  a\nx: w\n", "c: #d", "k: >-\n  c: #d\nx: w\n"),
        arguments("k: >\n  a\n  b\nx: w\n", "c\nd\n", "k: |\n  c\n  d\nx: w\n"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void replaces_a_value_in_its_own_style_where_that_can_hold_it(
      String text, String value, String expected) {
    YamlDocument edited = YamlEdits.replace(parse(text), "/k", value);

    assertThat(edited.bytes()).asString(UTF_8).isEqualTo(expected);
    assertThat(((YamlScalar) edited.find("/k").orElseThrow()).value()).isEqualTo(value);
    assertThat(edited.findings()).isEmpty();
  }

  @Test
  void changes_nothing_if_the_value_is_there_already() {
    YamlDocument document = parse("k:   'v1'");

    assertThat(YamlEdits.replace(document, "/k", "v1")).isSameAs(document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/x/0", "/none", "x"})
  void refuses_what_is_no_single_value(String pointer) {
    refuses("x: [[a], b]\nk: v\n", pointer, "c");
  }

  @Test
  void refuses_an_edit_that_would_change_other_values() {
    refuses("a: &x b\nk: *x\n", "/a", "c");
    refuses("k: v\n", "/k", "\ud800");
  }

  @Test
  void refuses_to_edit_a_file_that_cannot_be_read() {
    refuses("k: [v\n", "/k", "c");
  }

  @Test
  void does_not_take_the_scalar_of_another_document() {
    YamlScalar other = (YamlScalar) parse("\nk: v").find("/k").orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlEdits.replace(parse("k: v"), other, "c"));
  }

  @Test
  void applies_edits_in_any_order_and_refuses_overlaps() {
    byte[] bytes = "abcdef".getBytes(UTF_8);

    assertThat(YamlEdits.apply(bytes, List.of(edit(4, 1, "é"), edit(0, 2, ""), edit(6, 0, "!"))))
        .asString(UTF_8)
        .isEqualTo("cdéf!");
    for (List<TextEdit> wrong :
        List.of(List.of(edit(0, 3, ""), edit(2, 1, "")), List.of(edit(5, 2, "")))) {
      assertThatIllegalArgumentException().isThrownBy(() -> YamlEdits.apply(bytes, wrong));
    }
  }

  /** Random texts for random values of all examples: nothing else may change, ever. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keeps_every_other_byte(long seed) {
    Random random = new Random(seed);
    for (String file : ValuesExamples.valid()) {
      YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));
      List<YamlScalar> scalars = new ArrayList<>();
      collect(document.root().orElseThrow(), scalars);
      for (int i = 0; i < 100; i++) {
        YamlScalar scalar = scalars.get(random.nextInt(scalars.size()));
        String value = text(random);
        assertOnlyChange(document, YamlEdits.replace(document, scalar, value), scalar, value);
      }
    }
  }

  private static void assertOnlyChange(
      YamlDocument before, YamlDocument after, YamlScalar scalar, String value) {
    TextEdit span = before.edit(scalar.range(), "");
    byte[] old = before.bytes();
    byte[] now = after.bytes();
    int tail = old.length - span.offset() - span.length();
    assertThat(Arrays.copyOf(now, span.offset())).isEqualTo(Arrays.copyOf(old, span.offset()));
    assertThat(Arrays.copyOfRange(now, now.length - tail, now.length))
        .isEqualTo(Arrays.copyOfRange(old, old.length - tail, old.length));
    YamlScalar changed = (YamlScalar) after.find(scalar.pointer()).orElseThrow();
    assertThat(changed.value()).isEqualTo(value);
    assertThat(after.findings()).isEmpty();
  }

  private static void collect(YamlNode node, List<YamlScalar> scalars) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), scalars));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, scalars));
    } else {
      scalars.add((YamlScalar) node);
    }
  }

  private static String text(Random random) {
    List<String> pieces =
        List.of(
            "a",
            "1",
            ".",
            " ",
            "  ",
            ":",
            ": ",
            "#",
            " #",
            "-",
            "- ",
            "'",
            "\"",
            "\\",
            "\n",
            "\n\n",
            "\t",
            "\r",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "~",
            "yes",
            "0644",
            "null",
            "true",
            "[[ x ]]",
            "{{ .X }}",
            "中文",
            "😀",
            "\u202e",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u0000",
            "---",
            "...",
            "<<",
            "=");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static TextEdit edit(int offset, int length, String replacement) {
    return new TextEdit(offset, length, replacement);
  }

  private static void refuses(String text, String pointer, String value) {
    assertThatThrownBy(() -> YamlEdits.replace(parse(text), pointer, value))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("edit-refused"));
  }

  private static YamlDocument parse(String text) {
    return YamlDocument.parse("a.yaml", text.getBytes(UTF_8));
  }
}
