package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What reading makes of each kind of bad input, row by row: all standard rules run over a values
 * file that is good but for one place, and nothing else may be found.
 */
final class ReadingTableTest {

  /** Good values up to the value of a variable, which is at 17:16. */
  private static final String HEAD =
      Judged.GOOD + "    env:\n    - name: SETTING\n      value: ".indent(2).stripTrailing() + " ";

  static List<Arguments> values() {
    return List.of(
        arguments("a template", "{{ .Values.image }}", "HF012 error 17:16"),
        arguments("a template in a text", "{{ .Values.a }}/b", "HF012 error 17:16"),
        arguments("a placeholder with more", "[[ cargo_registry ]]/x", "HF012 error 17:16"),
        arguments("a placeholder alone", "[[ cargo_registry ]]", "HF012 warning 17:16"),
        arguments("an undefined alias", "*x", "HF007 error 17:16"),
        arguments("yes", "yes", "HF013 warning 17:16"),
        arguments("no", "no", "HF013 warning 17:16"),
        arguments("on", "on", "HF013 warning 17:16"),
        arguments("off", "off", "HF013 warning 17:16"),
        arguments("octal", "0644", "HF013 warning 17:16"),
        arguments("underscore", "1_000", "HF013 warning 17:16"),
        arguments("base 60", "12:30:45", "HF013 warning 17:16"),
        arguments("infinity", ".inf", "HF303 error 17:16"),
        arguments("lost zero", "3.10", "HF013 warning 17:16"),
        arguments("an open quote", "'x", "HF003 error 17:16"),
        arguments("an open bracket", "[x", "HF003 error 17:16"),
        arguments("NUL", "ab\u0000c", "HF010 error 17:18"),
        arguments("escape", "文\u001b[31m", "HF010 error 17:17"),
        arguments("a bidi override", "文a\u202ec", "HF011 error 17:18"),
        arguments("a Java tag", "!!java.net.URL x", "HF009 error 17:16"),
        arguments("a second document", "x\n---\na: b", "HF004 error 18:1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void a_value_is_objected_to_at_its_place(String name, String value, String expected) {
    assertThat(Judged.values(HEAD + value + "\n")).hasOnly(expected);
  }

  static List<Arguments> files() {
    return List.of(
        arguments(
            "an image",
            good("'[[ registry_release ]]/portal-web:v3.4.2'", "[[ r ]]/x:v1"),
            "HF012 error 14:14"),
        arguments(
            "a version",
            good("v3.4.2\n    t", "[[ imageTagFromGitTag ]]\n    t"),
            "HF012 warning 5:14"),
        arguments("a version of digits", good("v3.4.2\n    t", "3.10\n    t"), "HF303 error 5:14"),
        arguments(
            "an alias", good("- image", "- &c\n      image") + "    - *c\n", "HF007 error 16:7"),
        arguments("a merge key", Judged.GOOD + "      <<: {tty: true}\n", "HF007 error 15:7"),
        arguments(
            "a merged alias",
            good("- image", "- &c\n      image") + "      <<: *c\n",
            "HF007 error 16:11"),
        arguments(
            "a key twice", good("    template:", "    name: b\n    template:"), "HF006 error 6:5"),
        arguments("a tab", good("    name: portal", "\tname: portal"), "HF003 error 3:1"),
        arguments("nothing", "", "HF005 error 1:1"),
        arguments("blanks", " \n\n", "HF005 error 1:1"),
        arguments("a comment", "# x\n", "HF005 error 1:1"),
        arguments("65 brackets", "[".repeat(65) + "]".repeat(65), "HF008 error 1:65"),
        arguments("65 dashes", "- ".repeat(65) + "x", "HF008 error 1:129"),
        arguments("65 mappings", nested(65), "HF008 error 65:65"));
  }

  private static String good(String text, String replacement) {
    assertThat(Judged.GOOD).contains(text);
    return Judged.GOOD.replace(text, replacement);
  }

  private static String nested(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }
    return text.append(" ".repeat(depth)).append("b\n").toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_is_objected_to_at_its_place(String name, String text, String expected) {
    assertThat(Judged.values(text)).hasOnly(expected);
  }

  static List<Arguments> bytes() {
    byte[] overlong = {'a', ':', ' ', (byte) 0xC0, (byte) 0xAF, '\n'};
    return List.of(
        arguments(
            "UTF-16 with mark",
            ("\ufeff" + Judged.GOOD).getBytes(StandardCharsets.UTF_16LE),
            "HF001 error 1:1",
            "0xFF"),
        arguments(
            "UTF-16 without",
            Judged.GOOD.getBytes(StandardCharsets.UTF_16BE),
            "HF001 error 1:1",
            "0x00"),
        arguments(
            "Latin-1",
            (HEAD + "caf\u00e9 x\n").getBytes(StandardCharsets.ISO_8859_1),
            "HF001 error 17:19",
            "0xE9"),
        arguments(
            "GBK", (HEAD + "修\n").getBytes(Charset.forName("GBK")), "HF001 error 17:16", "0xD0"),
        arguments("overlong", join(HEAD, overlong), "HF001 error 17:19", "0xC0"),
        arguments(
            "cut off",
            join(HEAD, new byte[] {(byte) 0xE6, (byte) 0x96}),
            "HF001 error 17:16",
            "0xE6"),
        arguments("over the budget", new byte[(1 << 20) + 1], "HF002 error 1:1", "1048577"));
  }

  private static byte[] join(String text, byte[] more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(more);
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bytes")
  void bytes_are_objected_to_at_their_place(
      String name, byte[] bytes, String expected, String value) {
    RuleReport report = Judged.RULES.check(YamlDocument.parse("values.yaml", bytes));
    assertThat(report).isFail().hasOnly(expected);
    assertThat(Judged.only(report).message().text(Locale.ENGLISH)).contains(value);
  }

  @Test
  void a_mark_at_the_start_and_other_line_ends_are_fine() {
    String text = HEAD + "说明";
    for (String good : List.of(text, "\ufeff" + text, text.replace("\n", "\r\n"), text + "\r\n")) {
      assertThat(Judged.values(good)).isPass().hasOnly();
    }
    assertThat(Judged.values("\ufeff" + (HEAD + "yes").replace("\n", "\r\n")))
        .hasOnly("HF013 warning 17:16");
  }

  @Test
  void a_key_that_is_there_twice_is_shown_with_the_first() {
    Finding finding =
        Judged.only(Judged.values(good("    template:", "    name: b\n    template:")));
    assertThat(finding.related())
        .singleElement()
        .extracting(r -> r.location().range().line())
        .isEqualTo(3);
  }

  @Test
  void what_is_not_quoted_gets_quotes() {
    for (String value : List.of("yes", "0644", "[[ cargo_registry ]]", "{{ .Values.x }}")) {
      Finding finding = Judged.only(Judged.values(HEAD + value + "\n"));
      assertThat(finding.fix().orElseThrow().edits())
          .singleElement()
          .extracting(edit -> edit.replacement())
          .isEqualTo("'" + value + "'");
    }
  }
}
