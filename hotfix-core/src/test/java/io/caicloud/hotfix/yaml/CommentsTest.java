package io.caicloud.hotfix.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommentsTest {

  @Test
  void tells_comments_on_lines_of_their_own_from_those_behind_a_value() {
    assertThat(comments("# top\na: 1 # one\n\n  # between\nb: 2\t# two\n"))
        .containsExactly("1:1 # top", "2:6> # one", "4:3 # between", "5:6> # two");
  }

  @Test
  void counts_columns_in_characters_and_leaves_out_line_ends() {
    assertThat(comments("\uFEFF# 甲\r\na: 乙😀 # 丙\r\n")).containsExactly("1:1 # 甲", "2:7> # 丙");
  }

  @Test
  void text_of_values_and_keys_is_no_comment() {
    assertThat(
            comments(
                """
                a: 'x # 1'
                b: "x
                  # 2"
                'c # 3': x#4
                d: [ "# 5", {e: '# 6'} ] # yes
                f: &x#7 text
                g: *x#7
                """))
        .containsExactly("5:26> # yes");
  }

  @Test
  void lines_of_a_block_are_no_comments_and_those_around_it_are() {
    assertThat(
            comments(
                """
                a: | # head
                  # content
                  more # content

                # behind
                b: >-
                  # content
                 # less
                c:
                  - |+
                    # content

                  # behind the list's
                  - x
                d: "#"
                """))
        .containsExactly("1:6> # head", "5:1 # behind", "8:2 # less", "13:3 # behind the list's");
  }

  @Test
  void a_key_written_twice_hides_no_text() {
    assertThat(comments("a: 1\na: |\n  # content\nb: 2 # yes\n")).containsExactly("4:6> # yes");
  }

  @Test
  void a_text_that_is_no_tree_has_none() {
    assertThat(comments("a: [ # x\n")).isEmpty();
    assertThat(comments("a: [[ b ]]/c # x\n")).isEmpty();
  }

  @Test
  void finds_those_that_hold_a_text() {
    byte[] text = "a: 'one' # two\nb: 2 # one\n".getBytes(StandardCharsets.UTF_8);
    YamlDocument document = YamlDocument.parse("a.yaml", text);
    assertThat(document.comments("one")).extracting(YamlComment::text).containsExactly("# one");
    assertThat(document.comments("three")).isEmpty();
  }

  @Test
  void takes_time_in_proportion_to_a_hostile_text() {
    String hashes = "a: 1 " + "# ".repeat(500_000) + "\n";
    String lines = "# 中\n".repeat(100_000) + "a: '" + "#".repeat(100_000) + "'\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(comments(hashes)).hasSize(1);
          assertThat(comments(lines)).hasSize(100_000);
        });
  }

  private static List<String> comments(String text) {
    YamlDocument document = YamlDocument.parse("a.yaml", text.getBytes(StandardCharsets.UTF_8));
    return document.comments().stream()
        .map(c -> c.range() + (c.alone() ? " " : "> ") + c.text())
        .toList();
  }
}
