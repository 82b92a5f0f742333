package io.caicloud.hotfix.rules.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fixes make of a text, in memory. */
final class FixerTest {

  private static final Fixer FIXER = Fixer.of(HotfixRules.standard());

  private static final String GOOD =
      """
      _config:
        _metadata:   # who it is
          name: "portal-web"
          namespace: default
          version: v3.4.2
          template:
            type: template.caicloud.io/application
            version: 1.0.0
        controllers:
        - type: Deployment
          controller:
            replica:  2   # two
          containers:
          - image: '[[ registry_release ]]/portal-web:v3.4.2'   # 门户
      """;

  private static final String UNQUOTED =
      GOOD.replace(
          "'[[ registry_release ]]/portal-web:v3.4.2'", "[[ registry_release ]]/portal-web:v3.4.2");

  @Test
  void leaves_a_good_text_alone() {
    FixedDocument fixed = FIXER.fix(document(GOOD));

    assertThat(fixed.changed()).isFalse();
    assertThat(fixed.diff()).isEmpty();
    assertThat(fixed.applied()).isEmpty();
    assertThat(fixed.dropped()).isEmpty();
  }

  @Test
  void changes_nothing_but_what_is_wrong() {
    assertThat(fixed(UNQUOTED)).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF%s", "%s# the end", "# 注释 🙂\n%s"})
  void keeps_byte_order_mark_comments_and_the_missing_last_line_end(String around) {
    assertThat(fixed(around.formatted(UNQUOTED))).isEqualTo(around.formatted(GOOD));
  }

  @Test
  void keeps_line_ends() {
    assertThat(fixed(UNQUOTED.replace("\n", "\r\n"))).isEqualTo(GOOD.replace("\n", "\r\n"));
  }

  @Test
  void goes_on_behind_a_value_that_stopped_the_reading() {
    String more =
        """
          - type: Job
            containers:
            - image: [[ registry_release ]]/portal-job:v3.4.2
            - image: [[ registry_library ]]/portal-tool:v1.0.0
        """;
    FixedDocument fixed = FIXER.fix(document(UNQUOTED + more));

    assertThat(text(fixed.after())).isEqualTo(GOOD + more.replaceAll("image: (.*)", "image: '$1'"));
    assertThat(fixed.applied()).hasSize(3);
    assertThat(fixed.dropped()).isEmpty();
  }

  @Test
  void what_could_not_be_seen_does_not_speak_against_a_fix() {
    String text = UNQUOTED.replace("replica:", "replcia:");
    FixedDocument fixed = FIXER.fix(document(text));

    assertThat(text(fixed.after())).isEqualTo(GOOD.replace("replica:", "replcia:"));
    assertThat(fixed.dropped()).isEmpty();
  }

  @Test
  void changes_nothing_the_second_time() {
    FixedDocument first = FIXER.fix(document(UNQUOTED));
    FixedDocument second = FIXER.fix(first.after());

    assertThat(first.changed()).isTrue();
    assertThat(second.changed()).isFalse();
  }

  @Test
  void leaves_suggestions_to_the_author_unless_asked() {
    String misspelt = GOOD.replace("containers:", "contianers:");

    assertThat(fixed(misspelt)).isEqualTo(misspelt);
    assertThat(text(FIXER.withSuggestions().fix(document(misspelt)).after())).isEqualTo(GOOD);
  }

  @Test
  void fixes_one_rule_only_if_asked() {
    RuleId other = new RuleId("HF306", "deprecated-key");
    assertThat(FIXER.only(other).fix(document(UNQUOTED)).changed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202E", "\u0007"})
  void leaves_a_text_alone_that_is_not_what_it_looks_like(String character) {
    assertThat(FIXER.fix(document(UNQUOTED + "# " + character)).changed()).isFalse();
  }

  @Test
  void leaves_bytes_alone_that_are_no_text() {
    byte[] bytes = (UNQUOTED + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(FIXER.fix(YamlDocument.parse("values.yaml", bytes)).changed()).isFalse();
  }

  @Test
  void drops_a_fix_that_does_not_help() {
    FixedDocument fixed = with(rule("# two", (text, at) -> "# two")).fix(document(GOOD));

    assertThat(fixed.changed()).isFalse();
    assertThat(fixed.applied()).isEmpty();
    assertThat(fixed.dropped())
        .hasSize(1)
        .allMatch(drop -> drop.reason().toString().contains("would still object"));
  }

  @Test
  void drops_a_fix_that_brings_another_finding() {
    FixedDocument fixed = with(rule("replica:", (text, at) -> "replicas:")).fix(document(GOOD));

    assertThat(fixed.changed()).isFalse();
    assertThat(fixed.dropped())
        .hasSize(1)
        .allMatch(drop -> drop.reason().toString().contains("HF306 deprecated-key"));
  }

  @Test
  void keeps_the_good_ones_of_many_fixes() {
    Rule<YamlDocument> rule = rule("# two", (text, at) -> at % 2 == 0 ? "# 2" : "# two times");
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i < 20; i++) {
      text.append("# two, ").append("x".repeat(i)).append('\n');
    }
    FixedDocument fixed = with(rule).fix(document(text.toString()));

    assertThat(fixed.applied()).isNotEmpty();
    assertThat(fixed.dropped()).isNotEmpty();
    assertThat(fixed.applied().size() + fixed.dropped().size()).isGreaterThanOrEqualTo(21);
    assertThat(with(rule).fix(fixed.after()).changed()).isFalse();
  }

  @Test
  void a_finding_that_moves_down_is_no_new_one() {
    String text = GOOD.replace("containers:", "contianers:");
    FixedDocument fixed =
        with(rule("# who it is", (all, at) -> "\n    #\n    #")).fix(document(text));

    assertThat(text(fixed.after())).isEqualTo(text.replace("# who it is", "\n    #\n    #"));
  }

  @Test
  void of_two_fixes_that_overlap_the_second_waits_for_the_next_round() {
    Fixer fixer =
        Fixer.of(
            HotfixRules.standard()
                .with(rule("ABC001", "# two", (text, at) -> "# three"))
                .with(rule("ABC002", "two   ", (text, at) -> "")));
    assertThat(text(fixer.fix(document(GOOD + "# two   \n")).after()))
        .isEqualTo(GOOD.replace("two", "three") + "# three   \n");
  }

  @Test
  void the_second_of_two_fixes_that_overlap_has_its_turn_when_the_first_is_dropped() {
    Fixer fixer =
        Fixer.of(
            HotfixRules.standard()
                .with(rule("ABC001", "# two", (text, at) -> "# two"))
                .with(rule("ABC002", "two", (text, at) -> "three")));
    FixedDocument fixed = fixer.fix(document(GOOD));

    assertThat(text(fixed.after())).isEqualTo(GOOD.replace("two", "three"));
    assertThat(fixed.dropped()).isEmpty();
  }

  @Test
  void a_fix_that_only_moves_what_is_wrong_is_dropped() {
    FixedDocument fixed = with(rule("# two", (text, at) -> "#\n# two")).fix(document(GOOD));

    assertThat(fixed.applied()).isEmpty();
    assertThat(fixed.dropped()).hasSize(1);
  }

  @Test
  void edits_outside_of_the_text_are_dropped() {
    Rule<YamlDocument> rule =
        new TextRule("ABC001", "# two", (text, at) -> List.of(new TextEdit(5_000, 1, "")));
    FixedDocument fixed = with(rule).fix(document(GOOD));

    assertThat(fixed.changed()).isFalse();
    assertThat(fixed.dropped()).hasSize(1);
  }

  private static Fixer with(Rule<?> rule) {
    return Fixer.of(HotfixRules.standard().with(rule));
  }

  private static Rule<YamlDocument> rule(
      String word, BiFunction<String, Integer, String> replacement) {
    return rule("ABC001", word, replacement);
  }

  private static Rule<YamlDocument> rule(
      String code, String word, BiFunction<String, Integer, String> replacement) {
    return new TextRule(
        code,
        word,
        (text, at) ->
            List.of(
                new TextEdit(
                    text.substring(0, at).getBytes(StandardCharsets.UTF_8).length,
                    word.length(),
                    replacement.apply(text, at))));
  }

  /** A rule that objects to a word, wherever it stands. */
  private record TextRule(
      String code, String word, BiFunction<String, Integer, List<TextEdit>> edits)
      implements Rule<YamlDocument> {

    @Override
    public RuleDescription description() {
      Message text = Message.of("not this word", "不要这个词");
      return RuleDescription.builder(
              new RuleId(code, "word-" + code.substring(3)), Severity.WARNING)
          .summary(text)
          .explanation(text)
          .remediation(text)
          .clause(text)
          .build();
    }

    @Override
    public Class<YamlDocument> subject() {
      return YamlDocument.class;
    }

    @Override
    public void check(YamlDocument document, RuleContext context) {
      String text = text(document);
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        Message message = description().summary();
        List<TextEdit> change = edits.apply(text, at);
        int offset = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        Location place =
            Location.of(document.file(), document.range(new TextEdit(offset, word.length(), "")));
        context.report(
            Finding.warning(description().id(), place)
                .message(message)
                .remedy(message)
                .fix(new Fix(message, change, true))
                .build());
      }
    }
  }

  private static String fixed(String text) {
    return text(FIXER.fix(document(text)).after());
  }

  private static YamlDocument document(String text) {
    return YamlDocument.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(YamlDocument document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }
}
