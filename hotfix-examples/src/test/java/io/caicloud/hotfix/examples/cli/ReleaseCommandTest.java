package io.caicloud.hotfix.examples.cli;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code hotfix release}. */
final class ReleaseCommandTest {

  private static final String KEYS = "platform/compass-v2.7.2/hotfixes/20181123/";

  @TempDir private Path folder;
  private Path tree;
  private Path images;
  private Path into;
  private Path store;

  @BeforeEach
  void prepare() {
    tree = Cli.tree(folder);
    images = Cli.images(folder);
    into = folder.resolve("into");
    store = folder.resolve("store");
  }

  private Cli release(Object... more) {
    Object[] fixed = {
      "release",
      "compass-v2.7.2/",
      tree.resolve(Cli.DATE),
      "--images",
      images,
      "--into",
      into,
      "--store",
      store
    };
    Object[] args = new Object[fixed.length + more.length];
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return Cli.run(args);
  }

  @Test
  void brings_a_date_folder_into_the_store() {
    Tools.require("sha256sum");

    Cli run = release("--to", "compass-v2.7.1").exits(0);

    for (String version : List.of("compass-v2.7.2", "compass-v2.7.1")) {
      Path date = store.resolve(KEYS.replace("compass-v2.7.2", version));
      assertThat(Cli.files(date))
          .containsOnlyKeys(Cli.PACKAGE, Cli.PACKAGE + ".sha256", "README.md");
      assertThatPackage(date.resolve(Cli.PACKAGE)).isSound();
      assertThat(date.resolve("README.md")).hasContent("repairs the console\n");
      Tools.run(List.of("sha256sum", "--strict", "-c", Cli.PACKAGE + ".sha256"), date, Map.of())
          .succeeded();
    }
    assertThat(run.out())
        .contains("built " + into.resolve(Cli.PACKAGE), "uploaded  " + KEYS + Cli.PACKAGE)
        .endsWith("/queue done-package-uploaded" + System.lineSeparator());
    assertThat(run.err()).isEqualToNormalizingNewlines("hotfixes done: 1 of 1\n");
    release("--to", "compass-v2.7.1").exits(0);
  }

  @Test
  void prints_nothing_but_json_on_request() throws IOException {
    JsonNode receipt = release("--json").exits(0).json();
    assertThat(receipt.get("complete").asBoolean()).isTrue();

    Path values = tree.resolve(Cli.VALUES);
    Files.writeString(values, Files.readString(values) + "surprise: 1\n");
    JsonNode refused = release("--json").exits(1).json();
    assertThat(refused.at("/hotfixes/0/code").asString()).isEqualTo("rejected");
  }

  @Test
  void publishes_nothing_when_one_hotfix_cannot_be_built() throws IOException {
    String broken = Cli.VALUES.replace("console", "other").replace("fix-211", "fix-212");
    Files.createDirectories(tree.resolve(broken).getParent());
    Files.writeString(tree.resolve(broken), "no: values\n");

    Cli run = release().exits(1);

    assertThat(run.err())
        .contains(
            "hotfixes done: 1 of 2", "nothing of " + tree.resolve(Cli.DATE) + " is published");
    assertThat(store).doesNotExist();
    assertThat(release("--lang", "zh").exits(1).err()).contains("未发布");
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_leaves_nothing() {
    var before = Cli.files(folder);

    Cli run = release("--dry-run").exits(0);

    assertThat(run.out())
        .contains("would build " + Cli.PACKAGE, "upload  " + KEYS + Cli.PACKAGE)
        .contains("upload  " + KEYS + "README.md")
        .doesNotContain("hotfix-dry-run");
    assertThat(Cli.files(folder)).isEqualTo(before);
    assertThat(into).doesNotExist();
    assertThat(store).doesNotExist();
  }

  @Test
  void a_dry_run_finds_conflicts() throws IOException {
    Path taken = store.resolve(KEYS + Cli.PACKAGE);
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "somebody else's");

    assertThat(release("--dry-run").exits(1).out()).contains("conflict  " + KEYS + Cli.PACKAGE);
    assertThat(release().exits(1).err()).contains("nothing was written");
    assertThat(taken).hasContent("somebody else's");
  }

  @Test
  void says_when_there_are_no_notes() throws IOException {
    Files.delete(tree.resolve(Cli.DATE + "/README.md"));

    assertThat(release().exits(0).err()).contains("published without notes");
    assertThat(store.resolve(KEYS + "README.md")).doesNotExist();
  }

  @Test
  void an_empty_or_missing_folder_is_no_success() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/release-hotfixes")).getParent();
    assertThat(Cli.run("release", "compass-v2.7.2", empty, "--store", store).exits(2).err())
        .contains("no hotfix found in " + empty)
        .doesNotContain("not every hotfix");

    Path none = folder.resolve("none");
    assertThat(Cli.run("release", "compass-v2.7.2", none, "--store", store).exits(2).err())
        .contains("there is nothing at " + none);
    assertThat(store).doesNotExist();
  }

  @Test
  void a_wrong_version_folder_is_refused_before_anything_is_built() {
    Cli run = Cli.run("release", "..", tree, "--images", images, "--into", into, "--store", store);

    assertThat(run.exits(2).err()).contains("OSS_PATH: \"..\" is no version folder");
    assertThat(into).doesNotExist();
  }
}
