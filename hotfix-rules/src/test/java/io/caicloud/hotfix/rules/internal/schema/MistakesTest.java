package io.caicloud.hotfix.rules.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistakesTest {

  private static final List<String> TOP = List.of("_config");

  private static Complaint unknown(String node, String key, String... expected) {
    return new Complaint(Complaint.UNKNOWN, node, key, List.of(expected), false, null);
  }

  private static Complaint missing(String node, String key) {
    return new Complaint(Complaint.MISSING, node, key, List.of(key), false, null);
  }

  private static Complaint wrong(String keyword, String node) {
    return new Complaint(keyword, node, null, List.of("x"), false, null);
  }

  private static Complaint conditional(Complaint complaint) {
    return new Complaint(
        complaint.keyword(),
        complaint.node(),
        complaint.key(),
        complaint.expected(),
        true,
        complaint.meant());
  }

  private static List<Complaint> mistakes(Complaint... complaints) {
    return Mistakes.of(List.of(complaints), TOP);
  }

  @Test
  void a_misspelt_key_is_not_a_second_one_missing() {
    Complaint misspelt = unknown("/c", "imgae", "image", "name");
    assertThat(mistakes(missing("/c", "image"), misspelt, missing("/d", "image")))
        .containsExactlyInAnyOrder(misspelt.meaning("image"), missing("/d", "image"));
  }

  @Test
  void what_is_missing_is_likelier_meant_than_what_may_be_there() {
    assertThat(mistakes(unknown("/c", "pot", "pod", "port"), missing("/c", "port")))
        .extracting(Complaint::meant)
        .containsExactly("port");
    assertThat(mistakes(unknown("/c", "containerPort", "port")))
        .extracting(Complaint::meant)
        .containsExactly("port");
    assertThat(mistakes(unknown("/c", "containerPort", "other")))
        .extracting(Complaint::meant)
        .containsOnlyNulls();
  }

  @Test
  void a_misspelt_top_key_may_look_like_a_sub_chart() {
    Complaint lacks = missing("", "_config");
    List<Complaint> found =
        Mistakes.of(
            List.of(lacks, wrong(Complaint.TYPE, "/_confg/x"), wrong("enum", "/other")),
            List.of("other", "_confg"));
    assertThat(found)
        .containsExactlyInAnyOrder(
            unknown("", "_confg", "_config").meaning("_config"), wrong("enum", "/other"));
    assertThat(Mistakes.of(List.of(lacks), List.of("other"))).containsExactly(lacks);
    assertThat(Mistakes.of(List.of(missing("/_config", "controllers")), List.of("_confg")))
        .containsExactly(missing("/_config", "controllers"));
    assertThat(Mistakes.of(List.of(lacks), List.of("_confih", "_confg")))
        .extracting(Complaint::key)
        .containsExactly("_confg");
  }

  @Test
  void below_a_wrong_type_or_an_unknown_key_nothing_is_looked_for() {
    Complaint type = wrong(Complaint.TYPE, "/a/b");
    Complaint unknown = unknown("/a", "q", "zzzzzz");
    assertThat(
            mistakes(
                type,
                unknown,
                wrong("enum", "/a/b"),
                wrong("enum", "/a/b/c"),
                wrong("pattern", "/a/q/r/s"),
                wrong("enum", "/a/bb"),
                wrong("enum", "/a")))
        .containsExactlyInAnyOrder(type, unknown, wrong("enum", "/a/bb"), wrong("enum", "/a"));
  }

  @Test
  void without_its_type_what_follows_from_the_type_is_not_judged() {
    Complaint lacksType = missing("/v", "type");
    Complaint ofType = conditional(wrong("enum", "/v/source/x"));
    Complaint keyOfType = conditional(missing("/v", "source"));
    assertThat(mistakes(lacksType, ofType, keyOfType, wrong("enum", "/v/name")))
        .containsExactlyInAnyOrder(lacksType, wrong("enum", "/v/name"));
    assertThat(mistakes(ofType, keyOfType)).containsExactlyInAnyOrder(ofType, keyOfType);
    assertThat(mistakes(conditional(lacksType))).containsExactly(conditional(lacksType));

    Complaint misspelt = unknown("/v", "tpye", "type", "source");
    assertThat(mistakes(misspelt, ofType)).containsExactly(misspelt.meaning("type"));
    assertThat(mistakes(conditional(misspelt)))
        .containsExactly(conditional(misspelt).meaning("type"));
  }

  @ParameterizedTest
  @CsvSource({
    "enum, pattern",
    "const, pattern",
    "not, pattern",
    "enum, const",
    "pattern, minimum",
    "enum, minimum",
    "type, enum",
  })
  void of_two_complaints_about_a_place_the_stronger_stays(String stronger, String weaker) {
    List<Complaint> both = new ArrayList<>();
    both.add(wrong(stronger, "/a"));
    both.add(wrong(weaker, "/a"));
    for (int i = 0; i < 2; i++) {
      assertThat(Mistakes.of(both, TOP)).extracting(Complaint::keyword).containsExactly(stronger);
      Collections.reverse(both);
    }
  }

  @Test
  void of_equally_strong_ones_the_first_stays_and_the_same_counts_once() {
    Complaint first = wrong("minimum", "/a");
    assertThat(mistakes(first, wrong("maximum", "/a"), first)).containsExactly(first);
  }
}
