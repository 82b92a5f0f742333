package io.caicloud.hotfix.examples.cli;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotfix build --from registry_release=HOST/PROJECT}, and what goes with it. */
final class RegistryOptionsTest {

  private static final TinyImage IMAGE = TinyImage.of("console-web");

  @TempDir private Path folder;
  private Path tree;
  private Path into;
  private Path cache;
  private RegistryServer registry;

  @BeforeEach
  void prepare() {
    tree = Cli.tree(folder);
    into = folder.resolve("into");
    cache = folder.resolve("cache");
    registry = RegistryServer.start();
    registry.add("devops_release/console-web", "v3.3.2", IMAGE);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Cli build(Object... more) {
    return Cli.run(arguments(more).toArray());
  }

  private List<Object> arguments(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("build", tree, "--into", into));
    arguments.addAll(List.of("--from", "registry_release=" + registry.host() + "/devops_release"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void packs_what_the_registry_has_under_its_target_name() {
    build().exits(0);

    assertThatPackage(into.resolve(Cli.PACKAGE))
        .isSound()
        .hasImage("harbor.caicloud.xyz/release/console-web:v3.3.2", IMAGE.manifest().digest());
    registry.awaitNoConnection(Duration.ofSeconds(20));
  }

  @Test
  void gives_the_same_bytes_from_registry_cache_and_layout() throws IOException {
    build().exits(0);
    byte[] first = Files.readAllBytes(into.resolve(Cli.PACKAGE));

    for (Object[] way :
        List.of(
            new Object[] {"--cache", cache},
            new Object[] {"--cache", cache, "--threads", "1", "--verify-cache"},
            new Object[] {"--cache", cache, "--offline"})) {
      Files.delete(into.resolve(Cli.PACKAGE));
      build(way).exits(0);
      assertThat(into.resolve(Cli.PACKAGE)).hasBinaryContent(first);
    }
    Files.delete(into.resolve(Cli.PACKAGE));
    Cli.run("build", tree, "--into", into, "--images", Cli.images(folder)).exits(0);
    assertThat(into.resolve(Cli.PACKAGE)).hasBinaryContent(first);
  }

  @Test
  void takes_no_blob_twice_with_a_cache_and_nothing_offline() throws IOException {
    build("--cache", cache).exits(0);
    long sent = registry.log().blobBytes();
    Files.delete(into.resolve(Cli.PACKAGE));

    build("--cache", cache).exits(0);
    assertThat(registry.log().blobBytes()).isEqualTo(sent);

    Files.delete(into.resolve(Cli.PACKAGE));
    registry.close();
    build("--cache", cache, "--offline").exits(0);
    assertThatPackage(into.resolve(Cli.PACKAGE)).isSound();
  }

  @Test
  void an_image_that_is_not_there_is_a_refusal_and_a_silent_registry_is_none() {
    registry.faults().always(request -> true, RegistryFault.status(404));
    Cli missing = build().exits(1);
    assertThat(missing.err()).contains("console-web:v3.3.2", registry.host());

    registry.close();
    Cli silent = build().exits(2);
    assertThat(silent.err()).contains("console-web:v3.3.2", registry.host());
    assertThat(into).doesNotExist();
  }

  @Test
  void refuses_options_that_make_no_sense_together() {
    assertThat(Cli.run("build", tree, "--from", "registry=h/p").exits(2).err())
        .contains("registry", "registry_release=HOST/PROJECT");
    assertThat(build("--offline").exits(2).err()).contains("--offline", "--cache");
    assertThat(Cli.run("build", tree, "--cache", cache).exits(2).err()).contains("--from");
    assertThat(Cli.run("build", tree, "--from", "registry_release=nowhere").exits(1).err())
        .contains("nowhere");
    assertThat(cache).doesNotExist();
  }

  @Test
  void uses_the_credentials_that_docker_login_left() throws Exception {
    String password = "not-a-secret";
    try (RegistryServer closed =
        RegistryServer.builder().auth(RegistryAuth.basic("tester", password)).start()) {
      closed.add("devops_release/console-web", "v3.3.2", IMAGE);
      String auth =
          Base64.getEncoder()
              .encodeToString(("tester:" + password).getBytes(StandardCharsets.UTF_8));
      Path config = Files.createDirectory(folder.resolve("docker"));
      String from = "registry_release=" + closed.host() + "/devops_release";

      Tools.Result refused = command(config, from);
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.stderr()).contains(closed.host(), "console-web");
      assertThat(into).doesNotExist();

      Files.writeString(
          config.resolve("config.json"),
          "{\"auths\":{\"" + closed.host() + "\":{\"auth\":\"" + auth + "\"}}}");
      command(config, from).succeeded();
      assertThatPackage(into.resolve(Cli.PACKAGE)).isSound();
    }
  }

  /** Run the command in a process of its own, whose environment names a Docker configuration. */
  private Tools.Result command(Path config, String from) {
    return Tools.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HotfixCommand.class.getName(),
            "build",
            tree.toString(),
            "--into",
            into.toString(),
            "--from",
            from),
        folder,
        Map.of("DOCKER_CONFIG", config.toString()));
  }
}
