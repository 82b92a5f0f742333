package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlDocumentFindingsTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("a:\n  b: 1\n  c: 2\n  b: 3\n", "4:3 HF006"),
        arguments("a: 1\n\"a\": 2\n'a': 3\n", "2:1 HF006, 3:1 HF006"),
        arguments("a: {b: 1, b: 2}\n", "1:11 HF006"),
        arguments("_config:\n\t_metadata:\n", "2:1 HF003"),
        arguments("a:\n - b\n\t- c\n", "3:1 HF003"),
        arguments("a: 'b\nc: d\n", "1:4 HF003"),
        arguments("a: \"b\nc: d\n", "1:4 HF003"),
        arguments("a: [b, c\nd: e\n", "1:4 HF003"),
        arguments("a: {b: c\n", "1:4 HF003"),
        arguments("a: ['[[ x ]]/b' 'c']\n", "1:17 HF003"),
        arguments("a: '[[ x ]]/b' c\n", "1:16 HF003"),
        arguments("a: [b]]\n", "1:7 HF003"),
        arguments("a: 'it's'\n", "1:8 HF003"),
        arguments("a: b: c\n", "1:5 HF003"),
        arguments("a:\n  b: c\n d: e\n", "3:2 HF003"),
        arguments("a: @x\n", "1:4 HF003"),
        arguments("a: \"\\q\"\n", "1:6 HF003"),
        arguments("a: b\nfoo\nc: d\n", "2:1 HF003"),
        arguments("? [a]\n: b\n", "1:3 HF003"),
        arguments(": b\n", "1:1 HF003"),
        arguments("%YAML 3.0\n---\na\n", "1:1 HF003"),
        arguments("a: b\n---\nc: d\n", "2:1 HF004"),
        arguments("a: b\n...\n---\nc: d\n---\n", "3:1 HF004"),
        arguments("", "1:1 HF005"),
        arguments("# only a comment\n", "1:1 HF005"),
        arguments("---\n", "1:1 HF005"),
        arguments("~\n", "1:1 HF005"),
        arguments("a: &x {b: c}\nd: *x\n", "2:4 HF007"),
        arguments("a: &x [b]\nd: [*x]\n", "2:5 HF007"),
        arguments("a: &x {b: *x}\n", "1:11 HF007"),
        arguments("a: &x {b: c}\nd:\n  <<: *x\n", "3:7 HF007"),
        arguments("a:\n  <<: {b: c}\n", "2:3 HF007"),
        arguments("a: *x\n", "1:4 HF007"),
        arguments("a: !!java.net.URL [x]\n", "1:4 HF009"),
        arguments("a: !ruby/object x\n", "1:4 HF009"),
        arguments("a: &b !!int x\n", "1:7 HF009"),
        arguments("a: !!binary eA==\n", "1:4 HF009"),
        arguments("中文: b\u0000c\n", "1:6 HF010"),
        arguments("a: b\u001b[31m\n", "1:5 HF010"),
        arguments("a: \ud83d\ude00\u0085\n", "1:5 HF010"),
        arguments("a: b\u2028c\n", "1:5 HF010"),
        arguments("a: b\ufeff\n", "1:5 HF010"),
        arguments("a: b\u202ec\n", "1:5 HF011"),
        arguments("a: \u2067b\u2069\n", "1:4 HF011, 1:6 HF011"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void finds_the_error_where_it_is(String text, String expected) {
    assertThat(lines(parse(text))).isEqualTo(expected);
    assertThat(parse(text).findings()).allMatch(f -> f.severity() == Severity.ERROR);
  }

  static Stream<Arguments> placeholders() {
    return Stream.of(
        arguments("a: [[ x ]]/b:v1\n", "1:4-1:16 ERROR", "a: '[[ x ]]/b:v1'\n"),
        arguments("a: [[ x ]]/b:v1  # why\n", "1:4-1:16 ERROR", "a: '[[ x ]]/b:v1'  # why\n"),
        arguments("- [[ x ]]/b\n", "1:3-1:12 ERROR", "- '[[ x ]]/b'\n"),
        arguments("{a: [[ x ]]/b, c: d}\n", "1:5-1:14 ERROR", "{a: '[[ x ]]/b', c: d}\n"),
        arguments("[http://[[ x ]]:80 ]\n", "1:2-1:19 ERROR", "['http://[[ x ]]:80' ]\n"),
        arguments("a: [[ x ]]: b\n", "1:4-1:14 ERROR", "a: '[[ x ]]: b'\n"),
        arguments("中: [[ x ]]/文\n", "1:4-1:13 ERROR", "中: '[[ x ]]/文'\n"),
        arguments("a: [[ x ]]\n", "1:4-1:11 WARNING", "a: '[[ x ]]'\n"),
        arguments("a: [ [[ x ]], b ]\n", "1:6-1:13 WARNING", "a: [ '[[ x ]]', b ]\n"),
        arguments("- [[ TagOfRepo(a-b/c) ]]\n", "1:3-1:25 WARNING", "- '[[ TagOfRepo(a-b/c) ]]'\n"),
        arguments("a: {{ .V.x }}\n", "1:4-1:14 ERROR", "a: '{{ .V.x }}'\n"),
        arguments("a: {{ .V.x }}:v1\n", "1:4-1:17 ERROR", "a: '{{ .V.x }}:v1'\n"),
        arguments("{{ .V.x }}: b\n", "1:1-1:11 ERROR", "'{{ .V.x }}': b\n"),
        arguments("[[ x ]]: b\n", "1:1-1:8 ERROR", "'[[ x ]]': b\n"));
  }

  @ParameterizedTest
  @MethodSource("placeholders")
  void finds_a_placeholder_without_quotes_and_the_fix(String text, String place, String fixed) {
    YamlDocument document = parse(text);

    assertThat(document.findings()).hasSize(1);
    Finding finding = document.findings().get(0);
    assertThat(finding.rule()).isEqualTo(ReadingRules.PLACEHOLDER_QUOTED);
    assertThat(span(finding) + " " + finding.severity()).isEqualTo(place);
    assertThat(finding.fix().orElseThrow().safe()).isTrue();
    byte[] bytes = YamlEdits.apply(document.bytes(), finding.fix().orElseThrow().edits());
    assertThat(new String(bytes, UTF_8)).isEqualTo(fixed);
    assertThat(YamlDocument.parse("fixed.yaml", bytes).findings()).isEmpty();
  }

  @Test
  void finds_every_placeholder_without_quotes_and_what_else_is_wrong_in_one_go() {
    YamlDocument document =
        parse("a: [[ x ]]/1\nb: yes\nc: [[ y ]]/2\nc: [[ z ]]\nd: {e: [[ x ]]/3}\n");

    assertThat(lines(document))
        .isEqualTo("1:4 HF012, 2:4 HF013, 3:4 HF012, 4:1 HF006, 4:4 HF012, 5:8 HF012");
    assertThat(document.root()).isEmpty();
  }

  @Test
  void names_a_switched_line_but_offers_no_quotes_for_it() {
    Finding finding = parse("a:\n  [[ sso.off ]]- type: b\n").findings().get(0);

    assertThat(finding.rule()).isEqualTo(ReadingRules.PLACEHOLDER_QUOTED);
    assertThat(finding.location().range()).hasToString("2:3");
    assertThat(finding.fix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: '[[ x ]]/b:v1'",
        "a: \"[[ x ]]\"",
        "a: b [[ x ]]",
        "a: http://[[ x ]]:80/",
        "a: |\n  [[ x ]]- b: c\n",
        "a: b # [[ x ]]/c",
        "a: [[b, c], [d]]",
        "a: '{{ .V.x }}'",
        "a: {b: {c: d}}",
        "a: [^\\d]",
      })
  void leaves_other_brackets_alone(String text) {
    assertThat(parse(text).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "N",
        "Off",
        "0644",
        "00",
        "08",
        "1_000",
        "0x_1F",
        "1_0.5",
        "0b11",
        "0o17",
        "12:30:45",
        "1:30",
        "1:30.5",
        "2018-11-23",
        "2018-11-23 10:00:00",
        "2018-11-23T10:00:00Z",
        "1e3",
        "12e4567",
        "1.5e3",
        ".inf",
        "-.Inf",
        ".nan",
        "3.10",
        "1.0",
        "12345678901234567890",
        "9007199254740993",
        "0.12345678901234567",
      })
  void warns_of_a_plain_value_that_other_readers_take_for_something_else(String value) {
    for (String text : List.of("a: {}\n", "- {}\n", "{}: b\n", "a: [b, {}]\n")) {
      YamlDocument document = parse(text.replace("{}", value));

      assertThat(document.findings())
          .extracting(Finding::rule)
          .containsExactly(ReadingRules.YAML_DIALECT);
      Finding finding = document.findings().get(0);
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.fix().orElseThrow().safe()).isFalse();
      byte[] fixed = YamlEdits.apply(document.bytes(), finding.fix().orElseThrow().edits());
      assertThat(new String(fixed, UTF_8)).isEqualTo(text.replace("{}", "'" + value + "'"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'yes'",
        "\"0644\"",
        "yes please",
        "true",
        "false",
        "null",
        "~",
        "0",
        "-1",
        "4100",
        "30410",
        "1.5",
        "0.25",
        "1.0.0",
        "v1.2.0",
        "1.2.3-rc.1",
        "10.0.0.1",
        "10.0.0.1:80",
        "100m",
        "64Mi",
        "20181123",
        "9007199254740992",
        "2018-1-2",
        "a:b",
        "--flag",
        "+",
        ".",
        "..",
        "...x",
        "0x1F",
        "1.0-alpha",
        "12:99",
        "_1",
        "1-2",
        "+86",
        "!!str yes",
        "y1",
        "none",
        "é",
      })
  void accepts_a_plain_value_that_all_readers_take_for_the_same(String value) {
    assertThat(parse("a: " + value + "\n").findings()).isEmpty();
  }

  @Test
  void accepts_quantities_with_a_zero_at_the_end() {
    assertThat(parse("resources: {limits: {cpu: 1.0}, requests: {cpu: 0.50}}").findings())
        .isEmpty();
  }

  @Test
  void refuses_more_levels_than_the_budget_and_accepts_as_many() {
    int most = YamlDocument.MAX_DEPTH;
    assertThat(parse("[".repeat(most) + "]".repeat(most)).findings()).isEmpty();
    assertThat(lines(parse("[".repeat(most + 1) + "]".repeat(most + 1)))).isEqualTo("1:65 HF008");
    assertThat(lines(parse("? ".repeat(most + 1) + "a"))).contains("HF008");
  }

  /** The parser is read some hundred events ahead; nothing that it said before an error is lost. */
  @Test
  void keeps_what_it_found_before_an_error_however_far_away_that_is() {
    for (int n = 0; n < 300; n++) {
      YamlDocument document = parse("a: 1\na: 2\n" + keys(n));
      assertThat(lines(document)).isEqualTo("2:1 HF006, " + (3 + n) + ":4 HF003");
    }
  }

  private static String keys(int n) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < n; i++) {
      keys.append("k").append(i).append(": v\n");
    }
    return keys.append("z: @\n").toString();
  }

  @Test
  void counts_what_it_does_not_list() {
    List<Finding> findings = parse("yes\n".repeat(80).replace("yes", "- yes")).findings();

    assertThat(findings).hasSize(51).allMatch(f -> f.rule().equals(ReadingRules.YAML_DIALECT));
    assertThat(findings.get(50).message()).asString().startsWith("30 more");
  }

  @Test
  void counts_what_it_does_not_list_of_files_that_do_not_parse_either() {
    YamlDocument document = parse("- [[ x ]]\n".repeat(60) + "- [[ x ]]/y\n".repeat(3));

    assertThat(document.findings())
        .hasSize(51)
        .anySatisfy(f -> assertThat(f.message()).asString().startsWith("13 more"));
  }

  @Test
  void relates_a_second_key_to_the_first() {
    Finding finding = parse("a: 1\nb: 2\na: 3\n").findings().get(0);

    assertThat(finding.related()).hasSize(1);
    assertThat(finding.related().get(0).location()).hasToString("a.yaml:1:1");
    assertThat(finding.message()).asString().contains("\"a\"").contains("line 1");
  }

  private static YamlDocument parse(String text) {
    return YamlDocument.parse("a.yaml", text.getBytes(UTF_8));
  }

  private static String lines(YamlDocument document) {
    return String.join(
        ", ",
        document.findings().stream()
            .map(f -> f.location().range() + " " + f.rule().code())
            .toList());
  }

  private static String span(Finding finding) {
    TextRange range = finding.location().range();
    return range + "-" + range.endLine() + ":" + range.endColumn();
  }
}
