package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code hotfix plan}. */
final class PlanCommandTest {

  private static final String TARGET = "harbor.caicloud.xyz/release/console-web:v3.3.2";

  @TempDir private Path folder;
  private Path tree;
  private Path images;

  @BeforeEach
  void prepare() {
    tree = Cli.tree(folder);
    images = Cli.images(folder);
  }

  @Test
  void says_what_the_package_will_be_and_writes_nothing() {
    var before = Cli.files(folder);

    Cli run = Cli.run("plan", tree, "--images", images).exits(0);

    assertThat(Cli.lines(run.out()))
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith(Cli.PACKAGE + "  ").endsWith(" bytes, images: 1");
              assertThat(lines.get(1)).startsWith("  " + TARGET + "  sha256:");
            });
    assertThat(run.err()).isEqualToNormalizingNewlines("hotfixes done: 1 of 1\n");
    assertThat(Cli.files(folder)).isEqualTo(before);
    assertThat(Path.of("packages")).doesNotExist();
  }

  @Test
  void speaks_chinese_and_keeps_quiet_on_request() {
    Cli run = Cli.run("plan", tree, "--images", images, "--lang=zh");
    assertThat(run.out()).contains("字节，1 个镜像");
    assertThat(run.err()).contains("1 个 hotfix 中完成 1 个");

    Cli quiet = Cli.run("plan", tree, "--images", images, "--quiet").exits(0);
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).contains(Cli.PACKAGE);
  }

  @Test
  void prints_nothing_but_json_on_request() {
    JsonNode json = Cli.run("plan", tree, "--images", images, "--json").exits(0).json();

    JsonNode hotfix = json.get("hotfixes").get(0);
    assertThat(hotfix.get("path").asString()).isEqualTo(Cli.VALUES);
    assertThat(hotfix.get("package").asString()).isEqualTo(Cli.PACKAGE);
    assertThat(hotfix.get("images").get(0).get("target").asString()).isEqualTo(TARGET);
    assertThat(json.get("findings")).isEmpty();
  }

  @Test
  void plans_a_specification_whose_desc_is_its_own() throws IOException {
    Path spec = Files.writeString(folder.resolve("hotfix.yaml"), SampleSpecs.yaml());
    Files.write(folder.resolve("console-web.yaml"), ValuesBuilder.values().bytes());

    assertThat(Cli.run("plan", spec, "--images", images).exits(0).out()).startsWith(Cli.PACKAGE);
    assertThat(Cli.run("plan", spec, "--images", images, "--desc", "feat3").exits(2).err())
        .contains("leave --desc out");

    Files.writeString(spec, SampleSpecs.yaml().replace("bug211", "fix-211"));
    Cli refused = Cli.run("plan", spec, "--images", images, "--lang", "zh").exits(1);
    assertThat(refused.err())
        .contains(spec + ":3:7: 错误:", "   3 | desc: fix-211", "HF104")
        .doesNotContain("must be");
  }

  @Test
  void gives_a_desc_to_hotfixes_whose_folder_says_none() throws IOException {
    Path named = tree.resolve(Cli.DATE + "/compass-hotfixes-console-web-v3.3.2-fix-211");
    Files.move(named, named.resolveSibling("compass-hotfixes-console-web-v3.3.2"));

    assertThat(Cli.run("plan", tree, "--images", images).exits(1).err()).contains("HF1");
    assertThat(Cli.run("plan", tree, "--images", images, "--desc", "feat714").out())
        .startsWith("compass-hotfixes-feat714-console-web-20181123-v3.3.2.tar.gz");
  }

  @Test
  void the_form_of_names_is_chosen_in_any_case() {
    assertThat(Cli.run("plan", tree, "--images", images, "--naming", "Undated").exits(0).out())
        .startsWith("compass-hotfixes-bug211-console-web-v3.3.2.tar.gz");
  }

  @Test
  void a_configuration_change_needs_no_images() {
    Cli run = Cli.run("plan", tree, "--config-only", "console-web").exits(0);
    assertThat(run.out())
        .contains("images: 0", "  [[ registry_release ]]/console-web:v3.3.2  not packed");

    assertThat(Cli.run("plan", tree, "--config-only", "console-wbe").exits(2).err())
        .contains("--config-only names console-wbe, but the addons here are: console-web");
  }

  @Test
  void every_missing_image_is_named_on_a_line_of_its_own() {
    Cli run = Cli.run("plan", tree, "--images", images, "--platform", "linux/arm64").exits(1);
    assertThat(run.err())
        .containsPattern("not built: 1 of 1 images .*:\\R  - image .*/console-web:v3.3.2: .*arm64");
    assertThat(run.out()).isEmpty();

    assertThat(Cli.run("plan", tree).exits(2).err())
        .containsPattern("\\R  - image .*/console-web:v3.3.2 has to come from .*--images");
    assertThat(Cli.run("plan", tree, "--images", folder.resolve("none")).exits(2).err())
        .contains("there is nothing at " + folder.resolve("none"));
  }

  @Test
  void a_tree_without_hotfixes_is_no_success() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/release-hotfixes")).getParent();

    Cli run = Cli.run("plan", empty).exits(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no hotfix found in " + empty);
    assertThat(Cli.run("plan", empty, "--json").exits(2).json().get("hotfixes")).isEmpty();
  }

  @Test
  void an_interrupt_is_said_and_kept() {
    Thread.currentThread().interrupt();
    Cli run = Cli.run("plan", tree, "--images", images, "--json");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(run.exits(2).json().get("code").asString()).isEqualTo("interrupted");
  }
}
