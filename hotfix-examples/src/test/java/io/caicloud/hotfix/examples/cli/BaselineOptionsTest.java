package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.archive.UsedSuppression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotfix check --baseline} and {@code --write-baseline}, and comments that suppress. */
final class BaselineOptionsTest {

  @TempDir private Path folder;

  @Test
  void agrees_on_a_state_and_then_shows_only_what_is_new() throws IOException {
    Path values = broken("");
    Path known = folder.resolve("known.json");

    assertThat(Cli.run("check", values, "--write-baseline", known).exits(0).out())
        .isEqualTo(
            "known from the baseline: 1\npassed; checked: 3, errors: 0, warnings: 0, hints: 0\n");
    byte[] first = Files.readAllBytes(known);
    assertThat(known).content().contains("\"rule\":\"HF301\"").contains("console-web.yaml");
    Cli.run("check", values, "--baseline", known).exits(0);

    broken("      nmae: a\n");
    Cli run = Cli.run("check", values, "--baseline", known).exits(1);
    assertThat(run.out()).contains("\"nmae\" is not a key").doesNotContain("\"imgae\" is not");
    assertThat(known).hasBinaryContent(first);
    assertThat(Cli.run("check", values, "--baseline", known, "--lang", "zh").exits(1).out())
        .contains("基线中已有：1");
  }

  @Test
  void says_what_is_gone() throws IOException {
    Path values = broken("");
    Path known = folder.resolve("known.json");
    Cli.run("check", values, "--write-baseline", known).exits(0);
    Files.writeString(values, Files.readString(values).replace("imgae", "image"));

    assertThat(Cli.run("check", values, "--baseline", known).exits(0).out())
        .startsWith("gone from the baseline: 1");
    assertThat(Cli.run("check", values, "--baseline", known, "--format", "sarif").exits(0).out())
        .contains("\"baselineState\" : \"absent\"");
  }

  @Test
  void replaces_nothing_but_baselines() throws IOException {
    Path values = broken("");
    String before = Files.readString(values);
    Cli run = Cli.run("check", values, "--write-baseline", values).exits(2);
    assertThat(run.err()).contains("is no baseline");
    assertThat(values).hasContent(before);
  }

  @Test
  void refuses_a_broken_baseline_and_both_options_at_once() throws IOException {
    Path values = broken("");
    Path known = Files.writeString(folder.resolve("known.json"), "x\n");
    assertThat(Cli.run("check", values, "--baseline", known).exits(2).err()).contains("line 1:");
    assertThat(Cli.run("check", values, "--baseline", folder.resolve("none")).exits(2).err())
        .contains("cannot be read");
    Cli.run("check", values, "--baseline", known, "--write-baseline", known).exits(2);
  }

  @Test
  void writes_none_of_an_incomplete_check() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("release-hotfixes"));
    Path known = folder.resolve("known.json");
    assertThat(Cli.run("check", empty, "--write-baseline", known).exits(2).err())
        .contains("incomplete");
    assertThat(known).doesNotExist();
  }

  @Test
  void a_comment_suppresses_with_a_reason_until_its_last_day() throws IOException {
    Path values = broken("");
    String text = Files.readString(values);
    String said = " # hotfix-rules disable=HF301 until=2999-12-31 reason=agreed";
    Files.writeString(values, text.replaceFirst("(imgae: .*)", "$1" + said));
    assertThat(Cli.run("check", values).exits(0).out())
        .isEqualTo("suppressed: 1\npassed; checked: 3, errors: 0, warnings: 0, hints: 0\n");
    Files.writeString(
        values, text.replaceFirst("(imgae: .*)", "$1" + said.replace("2999", "2019")));
    assertThat(Cli.run("check", values).exits(1).out())
        .contains("[HF301 unknown-key]", "[HF903 suppression-expired]");
  }

  @Test
  void a_package_lists_the_suppressions_that_let_it_pass() throws IOException {
    Path tree = Cli.tree(folder);
    Path values = tree.resolve(Cli.VALUES);
    String text = Files.readString(values);
    String said = " # hotfix-rules disable=HF303 until=2999-12-31 reason=\u540c\u610f";
    Files.writeString(values, text + "unknown: 1" + said + "\n");
    Path into = folder.resolve("into");
    Cli.run("build", tree, "--images", Cli.images(folder), "--into", into).exits(0);

    try (PackageReader reader = PackageReader.open(into.resolve(Cli.PACKAGE))) {
      Evidence.Checked evidence = (Evidence.Checked) reader.manifest().orElseThrow().evidence();
      assertThat(evidence.suppressions())
          .containsExactly(
              new UsedSuppression("HF303", Cli.VALUES, LocalDate.of(2999, 12, 31), "\u540c\u610f"));
    }
    Cli.run("check", into.resolve(Cli.PACKAGE)).exits(0);
    Files.writeString(values, text + "unknown: 1\n");
    Cli.run("build", tree, "--images", Cli.images(folder), "--into", into).exits(1);
  }

  /** Write a tree whose values have a misspelt key, and lines behind it. */
  private Path broken(String lines) throws IOException {
    Path values = Cli.tree(folder).resolve(Cli.VALUES);
    String good = Files.readString(values);
    return Files.writeString(
        values, good.replace("- image:", "- imgae:").stripTrailing() + "\n" + lines);
  }
}
