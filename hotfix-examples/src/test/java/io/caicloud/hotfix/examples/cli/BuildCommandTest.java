package io.caicloud.hotfix.examples.cli;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.PackageLayout;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code hotfix build}. */
final class BuildCommandTest {

  @TempDir private Path folder;
  private Path tree;
  private Path images;
  private Path into;

  @BeforeEach
  void prepare() {
    tree = Cli.tree(folder);
    images = Cli.images(folder);
    into = folder.resolve("into");
  }

  private Cli build(Object... more) {
    Object[] args = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"build", tree, "--images", images, "--into", into}, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Cli.run(args);
  }

  @Test
  void builds_the_package_and_says_where_it_is() {
    Cli run = build().exits(0);

    Path built = into.resolve(Cli.PACKAGE);
    assertThatPackage(built)
        .isSound()
        .hasImages("harbor.caicloud.xyz/release/console-web:v3.3.2")
        .hasValues(ValuesBuilder.values().bytes());
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            "built " + built + "  " + built.toFile().length() + " bytes\n");
    assertThat(run.err()).isEqualToNormalizingNewlines("hotfixes done: 1 of 1\n");
    assertThat(Cli.files(into)).containsOnlyKeys(Cli.PACKAGE);
  }

  @Test
  void building_again_is_success_but_other_bytes_stay_and_are_refused() throws IOException {
    build().exits(0);
    build("--threads", "2", "--quiet").exits(0);

    Path built = into.resolve(Cli.PACKAGE);
    Files.writeString(built, "mine");
    Cli run = build().exits(1);
    assertThat(run.err()).contains("not built: " + built + " is there already, with other content");
    assertThat(run.out()).isEmpty();
    assertThat(built).hasContent("mine");
  }

  @Test
  void prints_nothing_but_json_on_request() {
    JsonNode built = build("--json").exits(0).json().get("hotfixes").get(0);
    assertThat(built.get("file").asString()).isEqualTo(into.resolve(Cli.PACKAGE).toString());

    JsonNode failed =
        Cli.run("build", tree, "--into", into, "--json").exits(2).json().get("hotfixes").get(0);
    assertThat(failed.get("code").asString()).isEqualTo("image-source-missing");
  }

  @Test
  void builds_a_specification() throws IOException {
    Path spec = Files.writeString(folder.resolve("hotfix.yaml"), SampleSpecs.yaml());
    Files.write(folder.resolve("console-web.yaml"), ValuesBuilder.values().bytes());

    Cli.run("build", spec, "--images", images, "--into", into).exits(0);

    assertThatPackage(into.resolve(Cli.PACKAGE))
        .isSound()
        .hasValues(ValuesBuilder.values().bytes());
  }

  @Test
  void options_reach_the_package() {
    build("--layout", "flat", "--naming", "undated", "--config-only", "console-web").exits(0);

    Path built = into.resolve("compass-hotfixes-bug211-console-web-v3.3.2.tar.gz");
    assertThatPackage(built).isSound().hasImages();
    try (PackageReader reader = PackageReader.open(built)) {
      assertThat(reader.layout()).isEqualTo(PackageLayout.FLAT);
      assertThat(reader.manifest().orElseThrow().imagesAtSite()).hasSize(1);
    }
  }

  @Test
  void what_the_rules_refuse_is_not_written_unless_unchecked_for_a_reason() throws IOException {
    Path values = tree.resolve(Cli.VALUES);
    Files.writeString(values, Files.readString(values) + "surprise: 1\n");

    Cli run = build().exits(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("| surprise: 1", "not built: ", "hotfixes done: 0 of 1");
    assertThat(into).doesNotExist();

    assertThat(build("--unchecked", " ").exits(2).err()).contains("--unchecked needs a reason");
    assertThat(into).doesNotExist();
    build("--unchecked", "the rule is wrong").exits(0);
    assertThatPackage(into.resolve(Cli.PACKAGE)).isSound();
  }

  @Test
  void what_cannot_be_done_is_said_and_leaves_nothing() throws IOException {
    Files.writeString(into, "a file");
    assertThat(build().exits(2).err()).contains("the output folder " + into + " is a file");
    assertThat(into).hasContent("a file");

    Files.delete(into);
    Thread.currentThread().interrupt();
    Cli run = build();
    assertThat(Thread.interrupted()).isTrue();
    run.exits(2);
    assertThat(into).doesNotExist();

    Path empty = Files.createDirectories(folder.resolve("empty/release-hotfixes")).getParent();
    assertThat(Cli.run("build", empty, "--into", into).exits(2).err()).contains("no hotfix found");
    assertThat(into).doesNotExist();
  }
}
