package io.caicloud.hotfix.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

  private static final List<String> KEYS =
      List.of("_metadata", "labels", "Deployment", "readonly", "desc", "date", "group", "env");

  @ParameterizedTest
  @CsvSource({
    "_metedata, _metadata",
    "lables, labels",
    "Deployement, Deployment",
    "readOnly, readonly",
    "dsec, desc",
    "dat, date",
    "GROUP, group",
    "ent, env",
  })
  void finds_what_a_misspelt_word_means(String word, String meant) {
    assertThat(Suggestions.closest(word, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"something", "desc", "xyz", "' '"})
  void finds_nothing_for_a_known_or_a_distant_word(String word) {
    assertThat(Suggestions.closest(word, KEYS)).isEmpty();
  }

  @Test
  void takes_the_first_of_equally_near_ones_whatever_their_order() {
    assertThat(Suggestions.closest("bat", List.of("cat", "bar"))).contains("bar");
    assertThat(Suggestions.closest("bat", List.of("bar", "cat"))).contains("bar");
  }

  @Test
  void does_not_work_on_a_hostile_word() {
    assertThat(Suggestions.closest("a".repeat(1_000_000), KEYS)).isEmpty();
  }
}
