package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --config}, {@code --base} and {@code --fail-on}. */
final class RuleSourceTest {

  private static final String WARNS = "version: 1\nrules: {version-image: error}\n";

  @TempDir private Path folder;
  private Path tree;
  private Path values;

  /** A tree with one warning: its version is no image's tag. */
  @BeforeEach
  void make_a_tree() throws IOException {
    tree = Cli.tree(folder);
    Files.createDirectory(tree.resolve(".git"));
    values = tree.resolve(Cli.VALUES);
    Files.writeString(
        values, Files.readString(values).replace("console-web:v3.3.2", "console-web:v3.3.1"));
  }

  private Path found(String text) throws IOException {
    return Files.writeString(tree.resolve(RuleConfiguration.FILE_NAME), text);
  }

  private Path given(String text) throws IOException {
    return Files.writeString(folder.resolve("given.yaml"), text);
  }

  @Test
  void finds_the_configuration_above_the_path_whatever_part_is_checked() throws IOException {
    assertThat(Cli.run("check", tree).exits(0).out()).contains("warning:", "[HF501");
    found(WARNS);
    assertThat(Cli.run("check", tree).exits(1).out()).contains("error:", "[HF501");
    Cli.run("check", tree.resolve(Cli.DATE)).exits(1);
    Cli.run("check", values).exits(1);
    found(
        "version: 1\npaths: [{path: "
            + Cli.DATE
            + "/**, rules: {HF501: {severity: off, reason: on purpose}}}]\n");
    assertThat(Cli.run("check", values).exits(0).out())
        .contains("not run: HF501", "on purpose", "passed; ", "warnings: 0");
  }

  @Test
  void a_given_configuration_is_the_only_one() throws IOException {
    found("version: 1\nrules: {HF501: {severity: off, reason: the branch wants it so}}\n");
    assertThat(Cli.run("check", tree).exits(0).out()).doesNotContain("[HF501");
    assertThat(Cli.run("check", tree, "--config", given(WARNS)).exits(1).out()).contains("[HF501");
    assertThat(Cli.run("check", tree, "--config", given("version: 1\n")).exits(0).out())
        .contains("warning:", "[HF501");
  }

  @Test
  void patterns_of_a_given_configuration_are_about_the_checked_repository() throws IOException {
    Path draft = Files.createDirectories(tree.resolve("drafts")).resolve("v.yaml");
    Files.copy(values, draft);
    String text = "version: 1\npaths: [{path: drafts/*, rules: {HF501: error}}]\n";
    Cli.run("check", draft, "--config", given(text)).exits(1);
    Cli.run("check", values, "--config", given(text)).exits(0);
  }

  @Test
  void a_mistake_in_it_is_shown_at_its_place_and_never_a_pass() throws IOException {
    Path file = found("version: 1\nrules: {HF5O1: error}\n");
    Cli run = Cli.run("check", tree).exits(2);
    assertThat(run.out()).contains(file + ":2:9: error: there is no rule \"HF5O1\"", "HF501");
    assertThat(Cli.run("check", tree, "--lang", "zh").exits(2).out()).contains("没有规则“HF5O1”");
    assertThat(
            Cli.run("build", tree, "--images", Cli.images(folder), "--into", folder.resolve("p"))
                .exits(2)
                .err())
        .contains("HF907");
    assertThat(folder.resolve("p"))
        .satisfiesAnyOf(p -> assertThat(p).doesNotExist(), p -> assertThat(p).isEmptyDirectory());
  }

  @Test
  void refuses_a_configuration_that_is_not_there_or_a_link_and_several_at_once()
      throws IOException {
    Path none = folder.resolve("none.yaml");
    assertThat(Cli.run("check", tree, "--config", none).exits(2).err())
        .contains("nothing at " + none);
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), given(WARNS));
    assertThat(Cli.run("check", tree, "--config", link).exits(2).err()).contains("no regular file");
    Files.createSymbolicLink(tree.resolve(RuleConfiguration.FILE_NAME), given(WARNS));
    assertThat(Cli.run("check", tree).exits(2).out()).contains("[HF907 configuration]");
    Files.delete(tree.resolve(RuleConfiguration.FILE_NAME));

    found(WARNS);
    Path other = Files.write(folder.resolve("v.yaml"), ValuesBuilder.values().bytes());
    assertThat(Cli.run("check", tree, other).exits(2).err())
        .contains("different configurations", ".hotfix-rules.yaml, -");
    assertThat(Cli.run("--lang", "zh", "check", tree, other).exits(2).err()).contains("配置不同");
    Cli.run("check", tree, other, "--config", given(WARNS)).exits(1);
  }

  @Test
  void what_builds_checks_by_the_same_and_the_package_says_so() throws IOException {
    Files.writeString(
        values, Files.readString(values).replace("console-web:v3.3.1", "console-web:v3.3.2"));
    RuleConfiguration configuration = RuleConfiguration.read(found(WARNS));
    Path into = folder.resolve("packages");
    Path images = Cli.images(folder);
    Cli.run("build", tree, "--images", images, "--into", into).exits(0);
    try (PackageReader reader = PackageReader.open(into.resolve(Cli.PACKAGE))) {
      assertThat(reader.manifest().orElseThrow().evidence())
          .isInstanceOfSatisfying(
              Evidence.Checked.class,
              checked -> assertThat(checked.ruleSet()).endsWith(configuration.digest()));
    }
    Path strict = given("version: 1\nrules: {HF501: error, HF404: error}\n");
    Files.writeString(
        values, Files.readString(values).replace("console-web:v3.3.2", "console-web:v3.3.1"));
    for (String command : new String[] {"plan", "build"}) {
      Cli.run(command, tree, "--images", images, "--config", strict).exits(1);
    }
    Path store = Files.createDirectory(folder.resolve("store"));
    Cli.run(
            "release",
            "compass-v2.7.2",
            tree.resolve(Cli.DATE),
            "--images",
            images,
            "--into",
            folder.resolve("q"),
            "--store",
            store,
            "--config",
            strict)
        .exits(1);
  }

  @ParameterizedTest
  @CsvSource({
    "error, v3.3.1, 0", "warning, v3.3.1, 1", "hint, v3.3.1, 1", "never, v3.3.1, 0",
    "warning, v3.3.2, 0", "error, '', 1", "never, '', 0", "HINT, v3.3.2, 0"
  })
  void fails_from_the_severity_on_that_is_wanted(String failOn, String tag, int code)
      throws IOException {
    Files.writeString(
        values, Files.readString(values).replace("console-web:v3.3.1", "console-web:" + tag));
    Cli.run("check", tree, "--fail-on", failOn).exits(code);
  }

  @Test
  void what_could_not_be_checked_is_2_whatever_is_wanted() throws IOException {
    found("version: 2\n");
    Cli.run("check", tree, "--fail-on", "never").exits(2);
    assertThat(Cli.run("check", tree, "--fail-on", "errors").exits(2).err())
        .contains("error, warning, hint, never");
  }

  @Test
  void compares_with_the_base_that_is_given() throws IOException {
    Files.writeString(
        values, Files.readString(values) + "      securityContext: {privileged: true}\n");
    Path base = Files.createDirectories(folder.resolve("addons/console"));
    assertThat(Cli.run("check", tree, "--base", base).exits(2).err())
        .contains("no values of an addon");
    assertThat(Cli.run("check", tree, "--base", base, "--lang", "zh").exits(2).err())
        .contains("没有找到 addon");
    Files.write(base.resolve("any.yaml"), ValuesBuilder.values().bytes());
    assertThat(Cli.run("check", tree, "--base", base.getParent()).exits(0).out())
        .contains("[HF408");
    assertThat(Cli.run("check", tree).exits(0).out()).doesNotContain("[HF408");
    Files.copy(values, base.resolve("any.yaml"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(Cli.run("check", tree, "--base", base).exits(0).out()).doesNotContain("[HF408");
    assertThat(Cli.run("check", tree, "--base", folder.resolve("none")).exits(2).err())
        .contains("nothing at");
  }
}
