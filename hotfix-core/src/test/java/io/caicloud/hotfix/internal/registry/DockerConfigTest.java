package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DockerConfigTest {

  private static final String ADA =
      Base64.getEncoder()
          .encodeToString("ada:s3cret:word".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  @TempDir Path folder;

  private DockerConfig read(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), json);
    return DockerConfig.read(
        file, Map.of("PATH", "relative:" + folder + ":/usr/bin:/bin"), Duration.ofSeconds(20));
  }

  private static String auths(String host) {
    return "{\"auths\":{\"" + host + "\":{\"auth\":\"" + ADA + "\"}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example, registry.example",
    "registry.example:5000, registry.example:5000",
    "https://registry.example, registry.example",
    "https://registry.example/v1/, registry.example",
    "https://registry.example/v2/, registry.example",
    "http://registry.example:5000, registry.example:5000",
    "Registry.Example, registry.example",
    "https://index.docker.io/v1/, docker.io",
    "index.docker.io, docker.io",
    "docker.io, docker.io"
  })
  void finds_an_entry_in_all_forms_that_docker_ever_wrote(String written, String host)
      throws IOException {
    Credentials found = read(auths(written)).find(host).orElseThrow();
    assertThat(found.secret()).isEqualTo("s3cret:word");
    assertThat(found.origin()).isEqualTo(folder.resolve("config.json").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"registry.example:5000", "example", "sub.registry.example", "registry.exampl"})
  void finds_nothing_for_another_host(String other) throws IOException {
    assertThat(read(auths("registry.example")).find(other)).isEmpty();
  }

  @Test
  void finds_identity_tokens_and_pairs() throws IOException {
    DockerConfig config =
        read(
            """
            {"auths":{"a":{"auth":"%s","identitytoken":"id-word"},
                      "b":{"username":"ada","password":"pw"},
                      "c":{"registrytoken":"bearer-word"},
                      "d":{"auth":""}, "e":{}}}
            """
                .formatted(ADA));
    assertThat(config.find("a").orElseThrow().kind()).isEqualTo(Credentials.Kind.IDENTITY);
    assertThat(config.find("b").orElseThrow().secret()).isEqualTo("pw");
    assertThat(config.find("c").orElseThrow().authorization()).isEqualTo("Bearer bearer-word");
    assertThat(config.find("d")).isEmpty();
    assertThat(config.find("e")).isEmpty();
  }

  @Test
  void needs_neither_a_file_nor_entries() throws IOException {
    assertThat(DockerConfig.read(folder.resolve("none.json"), Map.of()).find("a")).isEmpty();
    assertThat(read("{}").find("a")).isEmpty();
    assertThat(read("{\"auths\":null,\"credHelpers\":{},\"HttpHeaders\":{\"a\":\"b\"}}").find("a"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auths\":{\"a\":{\"auth\":\"c2VjcmV0",
        "[]",
        "",
        "{\"auths\":{\"a\":{\"auth\":\"&&& s3cret\"}}}",
        "{\"auths\":{\"a\":{\"auth\":\"bm9jb2xvbg==\"}}}",
        "{\"credsStore\":\"../../bin/sh\"}",
        "{\"credHelpers\":{\"a\":\"x y\"}}",
      })
  void names_the_file_but_shows_nothing_of_it_when_it_is_broken(String json) {
    HotfixException thrown = failure(() -> read(json));
    assertThat(thrown.code()).isEqualTo("registry-config");
    assertThat(thrown).hasMessageContaining("config.json");
    assertThat(Clients.allTextOf(thrown)).doesNotContain("c2VjcmV0", "s3cret", "bm9jb2xvbg");
  }

  @Test
  void looks_where_docker_does() {
    assertThat(DockerConfig.place(Map.of("DOCKER_CONFIG", "/d", "HOME", "/h")))
        .contains(Path.of("/d/config.json"));
    assertThat(DockerConfig.place(Map.of("HOME", "/h")))
        .contains(Path.of("/h/.docker/config.json"));
    assertThat(DockerConfig.place(Map.of())).isEmpty();
  }

  private void helper(String name, String script) throws IOException {
    Path file = folder.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static final String ASK = "{\"credHelpers\":{\"a:5000\":\"test\"}}";

  @Test
  void asks_the_helper_of_a_registry_by_its_name() throws IOException {
    helper(
        "test",
        "h=$(cat); [ \"$1 $h\" = 'get a:5000' ] && echo '{\"Username\":\"ada\",\"Secret\":\"h3lper-word\"}'");
    Credentials found = read(ASK).find("a:5000").orElseThrow();
    assertThat(found.secret()).isEqualTo("h3lper-word");
    assertThat(found).hasToString("credentials from docker-credential-test");
    assertThat(read(ASK).find("b:5000")).isEmpty();
  }

  @Test
  void takes_a_user_called_token_for_an_identity_token() throws IOException {
    helper("test", "echo '{\"Username\":\"<token>\",\"Secret\":\"h3lper-word\"}'");
    assertThat(read(ASK).find("a:5000").orElseThrow().kind()).isEqualTo(Credentials.Kind.IDENTITY);
  }

  @Test
  void asks_the_store_for_all_others_and_then_the_file() throws IOException {
    helper("test", "echo '{\"Username\":\"ada\",\"Secret\":\"own-word\"}'");
    helper(
        "store",
        "if [ $(cat) = b ]; then echo '{\"Username\":\"ada\",\"Secret\":\"store-word\"}'; else echo credentials not found in native keychain; exit 1; fi");
    DockerConfig config =
        read(
            """
            {"credHelpers":{"a":"test"},"credsStore":"store","auths":{"b":{},"c":{"auth":"%s"}}}
            """
                .formatted(ADA));
    assertThat(config.find("a").orElseThrow().secret()).isEqualTo("own-word");
    assertThat(config.find("b").orElseThrow().secret()).isEqualTo("store-word");
    assertThat(config.find("c").orElseThrow().secret()).isEqualTo("s3cret:word");
    assertThat(config.find("d")).isEmpty();
  }

  @Test
  void does_without_a_store_that_is_not_installed() throws IOException {
    DockerConfig config =
        read("{\"credsStore\":\"desktop\",\"auths\":{\"c\":{\"auth\":\"" + ADA + "\"}}}");
    assertThat(config.find("c")).isPresent();
    assertThat(config.find("d")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo '{\"Secret\":\"h3lper-word\"'",
        "echo '{\"Username\":\"ada\"}' h3lper-word",
        "echo h3lper-word; exit 3",
      })
  void says_which_helper_failed_but_not_what_it_said(String script) throws IOException {
    helper("test", script);
    DockerConfig config = read(ASK);
    HotfixException thrown = failure(() -> config.find("a:5000"));
    assertThat(thrown.code()).isEqualTo("registry-config");
    assertThat(thrown).hasMessageContaining("docker-credential-test");
    assertThat(Clients.allTextOf(thrown)).doesNotContain("h3lper-word");
  }

  @Test
  void ends_a_helper_that_says_too_much() throws IOException {
    helper("test", "exec yes h3lper-word");
    DockerConfig config = read(ASK);
    assertThat(failure(() -> config.find("a:5000"))).hasMessageContaining("more than 65536 bytes");
  }

  @Test
  void ends_a_helper_that_takes_too_long() throws IOException {
    helper("test", "exec sleep 600");
    Path file = Files.writeString(folder.resolve("config.json"), ASK);
    DockerConfig config =
        DockerConfig.read(file, Map.of("PATH", folder + ":/usr/bin:/bin"), Duration.ofMillis(50));
    assertThat(failure(() -> config.find("a:5000"))).hasMessageContaining("did not answer");
    ProcessHandle.current()
        .descendants()
        .forEach(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  @Test
  void does_not_wait_for_what_a_helper_leaves_behind() throws IOException {
    helper("test", "sleep 5 & echo '{\"Username\":\"ada\",\"Secret\":\"h3lper-word\"}'");
    assertThat(read(ASK).find("a:5000")).isPresent();
  }

  @Test
  void says_that_a_named_helper_is_missing() throws IOException {
    DockerConfig config = read(ASK);
    assertThat(failure(() -> config.find("a:5000"))).hasMessageContaining("not in PATH");
  }
}
