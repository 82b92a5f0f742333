package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules say about themselves is true: their examples show what they find. */
final class CatalogueTest {

  /** Who says something more of a bad example: the folder is named after one of two addons only. */
  private static final Map<String, String> COMPANIONS = Map.of("HF202", "HF106");

  @TempDir private Path folder;

  static List<RuleDescription> rules() {
    return HotfixRules.standard().rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_alone_finds_something_in_its_bad_example(RuleDescription rule) throws IOException {
    String companion = COMPANIONS.get(rule.id().code());
    assertThat(rule.bad()).isNotEmpty();
    for (RuleExample example : rule.bad()) {
      List<Finding> own = new ArrayList<>(check(example).findings());
      own.removeIf(f -> f.rule().code().equals(companion));
      assertThat(own).isNotEmpty().allMatch(f -> f.rule().equals(rule.id()));
      assertThat(own).noneMatch(f -> f.severity().compareTo(rule.severity()) < 0);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void nobody_finds_anything_in_its_good_example(RuleDescription rule) throws IOException {
    assertThat(rule.good()).isNotEmpty();
    for (RuleExample example : rule.good()) {
      RuleReport report = check(example);
      assertThat(report.findings()).isEmpty();
    }
  }

  @Test
  void explains_a_rule_by_code_slug_or_both() {
    RuleDescription desc = HotfixRules.standard().explain("HF104");
    assertThat(desc.id()).hasToString("HF104 desc-format");
    for (String word : List.of("hf104", "desc-format", "Desc-Format", " HF104 desc-format ")) {
      assertThat(HotfixRules.standard().explain(word)).isEqualTo(desc);
    }
  }

  @Test
  void explains_what_the_engine_itself_says() {
    HotfixRules rules = HotfixRules.standard();
    assertThat(rules.explain("rule-crashed").id().code()).isEqualTo("HF900");
    assertThat(rules.explain("HF906").severity()).isEqualTo(Severity.ERROR);
    assertThat(rules.catalogue()).containsAll(rules.rules());
    assertThat(rules.explain("configuration").suppressible()).isFalse();
    assertThat(rules.catalogue()).isSortedAccordingTo(Comparator.comparing(RuleDescription::id));
  }

  @Test
  void explains_rules_from_elsewhere() {
    HotfixRules rules = HotfixRules.standard().with(new HouseRule());
    RuleId house = new HouseRule().description().id();
    assertThat(rules.explain(house.slug()).id()).isEqualTo(house);
  }

  @ParameterizedTest
  @CsvSource({"HF1O4, HF104", "desc-fromat, desc-format", "rule-crash, rule-crashed"})
  void an_unknown_rule_is_an_error_with_what_was_meant(String word, String meant) {
    assertThatThrownBy(() -> HotfixRules.standard().explain(word))
        .isInstanceOfSatisfying(
            HotfixException.class,
            e -> {
              assertThat(e.code()).isEqualTo("unknown-rule");
              assertThat(e.message(Locale.ENGLISH)).contains("\"" + word + "\"", meant);
              assertThat(e.message(Locale.CHINESE)).contains(word, meant, "规则");
            });
  }

  @Test
  void a_word_like_no_rule_is_an_error_that_says_where_they_are() {
    assertThatThrownBy(() -> HotfixRules.standard().explain("x"))
        .hasMessageContaining("HF104")
        .hasMessageNotContaining("did you mean");
  }

  private RuleReport check(RuleExample example) throws IOException {
    return ExampleCheck.check(example, Files.createTempDirectory(folder, "example"));
  }
}
