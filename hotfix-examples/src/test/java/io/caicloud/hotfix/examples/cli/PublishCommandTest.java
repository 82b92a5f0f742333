package io.caicloud.hotfix.examples.cli;

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

/** {@code hotfix publish}. */
final class PublishCommandTest {

  private static final String KEY = "platform/compass-v2.7.2/hotfixes/20181123/" + Cli.PACKAGE;

  @TempDir private Path folder;
  private Path built;
  private Path store;

  @BeforeEach
  void prepare() {
    built = Cli.built(folder);
    store = folder.resolve("store");
  }

  private Cli publish(Object... more) {
    Object[] args = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"publish", built, "--store", store, "--to", "compass-v2.7.2"}, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Cli.run(args);
  }

  @Test
  void puts_the_package_and_a_checksum_that_other_tools_accept() {
    Tools.require("sha256sum");

    Cli run = publish().exits(0);

    assertThat(Cli.files(store)).containsOnlyKeys(KEY, KEY + ".sha256");
    assertThat(store.resolve(KEY)).hasSameBinaryContentAs(built);
    Tools.run(
            List.of("sha256sum", "--strict", "-c", Cli.PACKAGE + ".sha256"),
            store.resolve(KEY).getParent(),
            Map.of())
        .succeeded();
    assertThat(Cli.lines(run.out()))
        .containsExactly(
            "uploaded  " + KEY,
            "uploaded  " + KEY + ".sha256",
            "",
            "packages uploaded to",
            "oss://infra-release/" + KEY,
            "/queue done-package-uploaded");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void publishing_again_changes_nothing_and_is_success() throws IOException {
    publish().exits(0);
    var before = Cli.files(store);
    var time = Files.getLastModifiedTime(store.resolve(KEY));

    Cli run = publish("--lang", "zh").exits(0);

    assertThat(Cli.lines(run.out())).startsWith("已存在  " + KEY);
    assertThat(Cli.files(store)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(store.resolve(KEY))).isEqualTo(time);
  }

  @Test
  void other_bytes_under_the_same_name_stay_and_are_refused() throws IOException {
    Path taken = store.resolve(KEY);
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "somebody else's");
    var before = Cli.files(store);

    assertThat(publish("--dry-run").exits(1).err())
        .contains("nothing could be published: keys that hold other content: 1");
    Cli run = publish().exits(1);

    assertThat(Cli.lines(run.out())).startsWith("conflict  " + KEY);
    assertThat(run.out()).doesNotContain("/queue");
    assertThat(run.err()).contains("nothing was written", KEY);
    assertThat(Cli.files(store)).isEqualTo(before);
    JsonNode receipt = publish("--json").exits(1).json();
    assertThat(receipt.get("complete").asBoolean()).isFalse();
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_writes_nothing() {
    var before = Cli.files(folder);

    Cli run = publish("--dry-run", "--to", "compass-v2.7.1").exits(0);

    assertThat(Cli.lines(run.out()).get(0)).startsWith("upload  " + KEY + "  ").endsWith(" bytes");
    assertThat(Cli.lines(run.out()).get(1)).startsWith("copy    ");
    JsonNode json = publish("--dry-run", "--json").exits(0).json();
    assertThat(json.get("conflicts").asInt()).isZero();
    assertThat(json.get("steps").get(0).get("action").asString()).isEqualTo("upload");
    assertThat(Cli.files(folder)).isEqualTo(before);
    assertThat(store).doesNotExist();
  }

  @Test
  void publishes_notes_and_for_several_versions_and_gives_a_receipt() throws IOException {
    Path notes = Files.writeString(folder.resolve("README.md"), "one\n");

    JsonNode receipt =
        publish("--to", "compass-v2.7.1", "--notes", notes, "--address", "s3://x", "--json")
            .exits(0)
            .json();

    assertThat(receipt.get("complete").asBoolean()).isTrue();
    assertThat(receipt.get("targets")).hasSize(2);
    assertThat(receipt.at("/targets/0/objects/0/address").asString()).isEqualTo("s3://x/" + KEY);
    assertThat(Cli.files(store)).hasSize(6);

    Files.writeString(notes, "two\n");
    publish("--notes", notes).exits(1);
    assertThat(store.resolve(KEY).resolveSibling("README.md")).hasContent("one\n");
    publish("--notes", notes, "--replace-notes").exits(0);
    assertThat(store.resolve(KEY).resolveSibling("README.md")).hasContent("two\n");
  }

  @Test
  void packages_may_stand_behind_the_options() {
    Cli.run("publish", "--store", store, "--to", "compass-v2.7.2", built).exits(0);
    assertThat(Cli.files(store)).containsOnlyKeys(KEY, KEY + ".sha256");

    // A relative path has the form of a version folder too.
    Cli none = Cli.run("publish", "--store", store, "--to", "v", "none.tar.gz").exits(2);
    assertThat(none.err()).contains("there is nothing at none.tar.gz");
  }

  @Test
  void damaged_missing_and_older_packages_are_not_published() throws IOException {
    assertThat(Cli.run("publish", folder.resolve("none"), "--store", store, "--to", "v").exits(2))
        .satisfies(run -> assertThat(run.err()).contains("there is nothing at"));

    byte[] bytes = Files.readAllBytes(built);
    bytes[bytes.length / 2] ^= 1;
    Files.write(built, bytes);
    Cli damaged = publish("--json").exits(1);
    assertThat(damaged.json().get("code").asString()).isEqualTo("package-damaged");

    Tools.require("tar");
    Path legacy = folder.resolve("compass-hotfixes-2.7.2-console-web.tar.gz");
    Path inside = folder.resolve("compass-hotfixes-2.7.2-console-web");
    Files.createDirectories(inside);
    Files.writeString(inside.resolve("console-web.yaml"), "a: 1\n");
    Tools.run("tar", "czf", legacy.toString(), "-C", folder.toString(), inside.getFileName() + "")
        .succeeded();
    assertThat(Cli.run("publish", legacy, "--store", store, "--to", "v").exits(1).err())
        .contains("is of an older form", "build it anew");
    assertThat(store).doesNotExist();
  }

  @Test
  void a_store_that_cannot_be_written_is_no_refusal_of_the_package() throws IOException {
    Files.writeString(store, "a file");

    assertThat(publish().exits(2).err()).contains(store.toString());
    assertThat(store).hasContent("a file");
  }

  @Test
  void an_interrupt_stops_it_before_anything_is_written() {
    Thread.currentThread().interrupt();
    Cli run = publish();
    assertThat(Thread.interrupted()).isTrue();

    run.exits(2);
    assertThat(store).doesNotExist();
  }
}
