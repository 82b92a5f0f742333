package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rules.testing.RuleTest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules say about themselves is true: their examples show what they find. */
final class CatalogueTest {

  /** Who says something more of a bad example: the folder is named after one of two addons only. */
  private static final Map<String, String> COMPANIONS = Map.of("HF202", "HF106");

  static List<RuleDescription> rules() {
    return HotfixRules.standard().rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_finds_what_its_examples_show_and_its_fixes_hold(RuleDescription rule) {
    String code = rule.id().code();
    RuleTest test = RuleTest.of(HotfixRules.standard(), code).packages(ListedPackages::check);
    (COMPANIONS.containsKey(code) ? test.besides(COMPANIONS.get(code)) : test).examples();
  }

  @Test
  void the_rules_that_are_to_have_fixes_have_them() {
    Set<String> fixing = new TreeSet<>();
    for (RuleDescription rule : rules()) {
      RuleTest test =
          RuleTest.of(HotfixRules.standard(), rule.id().code()).packages(ListedPackages::check);
      for (RuleExample example : rule.bad()) {
        test.check(example).findings().stream()
            .filter(finding -> finding.fix().isPresent())
            .forEach(finding -> fixing.add(finding.rule().code()));
      }
    }
    assertThat(fixing).contains("HF012", "HF013", "HF014", "HF104", "HF301", "HF304", "HF306");
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
}
