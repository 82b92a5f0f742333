package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotfix check --fix} and {@code --diff}. */
final class CheckFixTest {

  private static final String RIGHT = "'[[ registry_release ]]/console-web:v3.3.2'";
  private static final String WRONG = "[[ registry_release ]]/console-web:v3.3.2";

  @TempDir private Path folder;

  @Test
  void writes_what_is_safe_and_judges_what_is_left() throws IOException {
    Path values = broken();
    String before = Files.readString(values);
    Map<String, String> files = Cli.files(folder);

    Cli run = Cli.run("check", "--fix", folder.resolve("tree")).exits(0);

    assertThat(run.out()).startsWith("passed; checked: 3, errors: 0,");
    assertThat(run.err()).isEqualTo("findings fixed: 1, files written: 1\n");
    assertThat(Files.readString(values)).isEqualTo(before.replace(WRONG, RIGHT));
    assertThat(Cli.files(folder).keySet()).isEqualTo(files.keySet());

    Map<String, String> fixed = Cli.files(folder);
    assertThat(Cli.run("check", "--fix", folder.resolve("tree")).exits(0).err())
        .isEqualTo("findings fixed: 0, files written: 0\n");
    assertThat(Cli.files(folder)).isEqualTo(fixed);
  }

  @Test
  void fails_for_what_is_left_and_leaves_suggestions_to_the_author() throws IOException {
    Path values = broken();
    String before = Files.readString(values).replace("controllers:", "contrllers:");
    Files.writeString(values, before);

    Cli run = Cli.run("check", "--fix", values).exits(1);

    assertThat(run.out()).contains("= did you mean controllers?", "refused;");
    assertThat(Files.readString(values)).isEqualTo(before.replace(WRONG, RIGHT));
  }

  @Test
  void shows_the_changes_and_writes_nothing() throws IOException {
    Tools.require("git");
    Path values = broken();
    String before = Files.readString(values);
    Map<String, String> files = Cli.files(folder);

    Cli run = Cli.run("check", "--diff", folder.resolve("tree")).exits(1);

    assertThat(run.out())
        .startsWith("--- a/" + Cli.VALUES + "\n+++ b/" + Cli.VALUES + "\n@@ ")
        .contains("-    - image: " + WRONG + "\n+    - image: " + RIGHT + "\n");
    assertThat(run.err()).contains("[HF012 placeholder-quoted]", "refused;");
    assertThat(Cli.files(folder)).isEqualTo(files);

    Path diff = Files.writeString(folder.resolve("the.diff"), run.out());
    Tools.run(List.of("git", "apply", diff.toString()), folder.resolve("tree"), Map.of())
        .succeeded();
    assertThat(Files.readString(values)).isEqualTo(before.replace(WRONG, RIGHT));
  }

  @Test
  void writes_and_shows() throws IOException {
    Path values = broken();
    String shown = Cli.run("check", "--diff", values).exits(1).out();

    Cli run = Cli.run("check", "--fix", "--diff", values).exits(0);

    assertThat(run.out()).isNotEmpty().isEqualTo(shown);
    assertThat(run.err()).contains("findings fixed: 1", "passed;");
    assertThat(Files.readString(values)).contains(RIGHT);
    assertThat(Cli.run("check", "--fix", "--diff", values).exits(0).out()).isEmpty();
  }

  @Test
  void fixes_values_that_stand_alone_byte_by_byte() throws IOException {
    String text = Files.readString(broken()).replace("\n", "\r\n");
    Path values = Files.writeString(folder.resolve("v.yaml"), "\uFEFF" + text + "# 注释 🙂");

    Cli.run("check", "--fix", values).exits(0);

    assertThat(Files.readString(values))
        .isEqualTo("\uFEFF" + text.replace(WRONG, RIGHT) + "# 注释 🙂");
  }

  @Test
  void fixes_a_specification_and_its_values() throws IOException {
    Path values = Files.copy(broken(), folder.resolve("console-web.yaml"));
    Path spec =
        Files.writeString(
            folder.resolve("hotfix.yaml"),
            """
            productVersion: 2.7.2
            date: '20181123'
            desc: fix-211   # the issue
            group: console
            values: console-web.yaml
            """);

    assertThat(Cli.run("check", "--fix", spec).exits(0).err()).contains("files written: 2");

    assertThat(Files.readString(spec)).contains("desc: bug211   # the issue\n");
    assertThat(Files.readString(values)).contains(RIGHT);
  }

  @Test
  void leaves_packages_alone() throws IOException {
    Path built = Cli.built(folder);
    byte[] before = Files.readAllBytes(built);

    Cli.run("check", "--fix", built).exits(0);

    assertThat(built).hasBinaryContent(before);
  }

  @Test
  void leaves_notes_alone() throws IOException {
    Path notes = Files.writeString(folder.resolve("README.md"), "image: " + WRONG + "\n");

    Cli.run("check", "--fix", notes);

    assertThat(notes).hasContent("image: " + WRONG + "\n");
  }

  @Test
  void says_which_fix_did_not_hold() throws IOException {
    Path values = Cli.tree(folder).resolve(Cli.VALUES);
    String before =
        Files.readString(values).replace("version: v3.3.2", "version: [[ TagOfRepo(a) ]]");
    Files.writeString(values, before);

    Cli run = Cli.run("check", "--fix", values);

    assertThat(run.err())
        .contains("not fixed: " + Cli.VALUES, "[HF012 placeholder-quoted]", "[HF502 version-path]");
    assertThat(Files.readString(values)).isEqualTo(before);
  }

  @Test
  void refuses_a_diff_in_another_form() throws IOException {
    Path values = broken();
    Cli json = Cli.run("check", "--diff", "--json", values).exits(2);
    assertThat(json.json().get("code").asString()).isEqualTo("diff-or-format");
    Cli.run("check", "--fix", "--diff", "--format", "sarif", values).exits(2);
    assertThat(Files.readString(values)).contains(": " + WRONG);
  }

  private Path broken() throws IOException {
    Path values = Cli.tree(folder).resolve(Cli.VALUES);
    return Files.writeString(values, Files.readString(values).replace(RIGHT, WRONG));
  }
}
