package io.caicloud.hotfix.rules.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The diff that people read is the one that tools apply. */
final class UnifiedDiffTest {

  @TempDir private Path folder;

  @Test
  void shows_three_lines_around_a_change() {
    assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- a/v.yaml
            +++ b/v.yaml
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void says_that_the_last_line_does_not_end() {
    assertThat(diff("a\nb", "a\nc"))
        .isEqualTo(
            """
            --- a/v.yaml
            +++ b/v.yaml
            @@ -1,2 +1,2 @@
             a
            -b
            \\ No newline at end of file
            +c
            \\ No newline at end of file
            """);
    assertThat(diff("a", "a\n")).endsWith("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  }

  @Test
  void shows_only_the_lines_that_differ() {
    assertThat(diff("a\nb\nc\nd\n", "b\nc\nx\nd\n"))
        .endsWith("@@ -1,4 +1,4 @@\n-a\n b\n c\n+x\n d\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a b.yaml, 'a/a b.yaml\t'",
    "/tmp/v.yaml, a/tmp/v.yaml",
    "门.yaml, '\"a/\\351\\227\\250.yaml\"'",
    "'a\"b\n', '\"a/a\\\"b\\012\"'"
  })
  void names_files_as_git_does(String name, String shown) {
    assertThat(UnifiedDiff.of(name, bytes("a\n"), bytes("b\n")).lines().findFirst())
        .contains("--- " + shown);
  }

  @Test
  void git_and_patch_make_the_new_text_of_the_old_one() throws IOException {
    Tools.require("git", "patch");
    Random random = new Random(20181123);
    StringBuilder all = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<byte[]> before = new ArrayList<>();
    List<byte[]> after = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String end = i % 3 == 0 ? "\r\n" : "\n";
      List<String> lines = lines(random, random.nextInt(30));
      String old = text(lines, end, random);
      edit(lines, random);
      String now = text(lines, end, random);
      if (!old.isEmpty() && !now.isEmpty() && !old.equals(now)) {
        String name = (i % 5 == 0 ? "a b 门/" : "tree/") + i + ".yaml";
        names.add(name);
        before.add(bytes(old));
        after.add(bytes(now));
        all.append(UnifiedDiff.of(name, bytes(old), bytes(now)));
      }
    }
    assertThat(names).hasSizeGreaterThan(40);
    Path diff = Files.write(folder.resolve("all.diff"), bytes(all.toString()));

    Path forGit = write("git", names, before);
    Tools.run(List.of("git", "apply", diff.toString()), forGit, Map.of()).succeeded();
    Path forPatch = write("patch", names, before);
    Tools.run(List.of("patch", "--binary", "-s", "-p1", "-i", diff.toString()), forPatch, Map.of())
        .succeeded();

    for (int i = 0; i < names.size(); i++) {
      assertThat(forGit.resolve(names.get(i))).hasBinaryContent(after.get(i));
      assertThat(forPatch.resolve(names.get(i))).hasBinaryContent(after.get(i));
    }
  }

  @Test
  void texts_with_nothing_in_common_are_one_change() {
    String old = "a\n".repeat(5_000);
    String now = "b\n".repeat(5_000);
    assertThat(diff(old, now).lines()).hasSize(10_003).contains("@@ -1,5000 +1,5000 @@");
  }

  private Path write(String name, List<String> names, List<byte[]> texts) throws IOException {
    Path root = folder.resolve(name);
    for (int i = 0; i < names.size(); i++) {
      Path file = root.resolve(names.get(i));
      Files.createDirectories(file.getParent());
      Files.write(file, texts.get(i));
    }
    return root;
  }

  private static List<String> lines(Random random, int number) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lines.add(random.nextInt(3) == 0 ? "" : "line " + random.nextInt(8) + " 门");
    }
    return lines;
  }

  private static void edit(List<String> lines, Random random) {
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(lines.size() + 1);
      if (random.nextBoolean() || at == lines.size()) {
        lines.add(at, "new " + random.nextInt(5));
      } else {
        lines.remove(at);
      }
    }
  }

  private static String text(List<String> lines, String end, Random random) {
    String text = String.join(end, lines);
    return random.nextInt(3) == 0 || text.isEmpty() ? text : text + end;
  }

  private static String diff(String before, String after) {
    return UnifiedDiff.of("v.yaml", bytes(before), bytes(after));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
