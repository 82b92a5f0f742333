package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryServerTest {

  private static final String ACCEPT_OCI = "Accept: text/plain, " + ManifestTypes.OCI_MANIFEST;

  private final RegistryServer registry = RegistryServer.start();
  private final TinyImage image = TinyImage.of("a");
  private final ImageLayer layer = image.layers().get(1);
  private final String blob = "/v2/release/web/blobs/" + layer.digest();

  @TempDir Path folder;

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void gives_a_manifest_by_tag_and_digest_with_its_own_bytes() throws IOException {
    Descriptor manifest = registry.add("release/web", "v1", image);
    String other = "Accept: " + ManifestTypes.OCI_INDEX;
    for (String reference : new String[] {"v1", manifest.digest().toString()}) {
      Answer answer = get("/v2/release/web/manifests/" + reference, ACCEPT_OCI, other);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(image.manifestBytes());
      assertThat(answer.header("Content-Type")).isEqualTo(manifest.mediaType());
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(manifest.digest().toString());
    }
  }

  @Test
  void refuses_a_manifest_whose_type_is_not_accepted_or_that_is_not_there() throws IOException {
    registry.add("release/web", "v1", image);
    String path = "/v2/release/web/manifests/";
    assertThat(get(path + "v1", "Accept: */*").status()).isEqualTo(404);
    assertThat(get(path + "v1", "Accept: " + ManifestTypes.DOCKER_MANIFEST).status())
        .isEqualTo(404);
    assertThat(get(path + "v2", ACCEPT_OCI).text()).contains("MANIFEST_UNKNOWN");
    assertThat(get(path + "sha256:12", ACCEPT_OCI).status()).isEqualTo(404);
    assertThat(get("/v2/release/api/manifests/v1", ACCEPT_OCI).status()).isEqualTo(404);
  }

  @Test
  void answers_head_like_get_without_a_body_over_one_connection() throws IOException {
    registry.add("release/web", "v1", image);
    try (RawClient client = RawClient.of(registry)) {
      Answer manifest = client.send("HEAD /v2/release/web/manifests/v1", new byte[0], ACCEPT_OCI);
      assertThat(manifest.header("Content-Length"))
          .isEqualTo(String.valueOf(image.manifest().size()));
      Answer head = client.send("HEAD " + blob, new byte[0]);
      assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(layer.size()));
      assertThat(Digest.of(client.send("GET " + blob, new byte[0]).body()))
          .isEqualTo(layer.digest());
      assertThat(registry.openConnections()).isEqualTo(1);
    }
  }

  @Test
  void gives_parts_of_blobs_and_refuses_those_beyond_the_end() throws IOException {
    Digest digest = registry.content().putBlob("a", "0123456789".getBytes(StandardCharsets.UTF_8));
    String path = "/v2/a/blobs/" + digest;
    Answer rest = get(path, "Range: bytes=4-");
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.text()).isEqualTo("456789");
    assertThat(rest.header("Content-Range")).isEqualTo("bytes 4-9/10");
    assertThat(get(path, "Range: bytes=2-3").text()).isEqualTo("23");
    assertThat(get(path, "Range: bytes=8-99").header("Content-Range")).isEqualTo("bytes 8-9/10");
    Answer beyond = get(path, "Range: bytes=10-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(get("/v2/b/blobs/" + digest).text()).contains("BLOB_UNKNOWN");
    assertThat(get("/v2/a/blobs/sha256:1").status()).isEqualTo(404);
  }

  @Test
  void lists_tags_and_the_base_and_knows_nothing_else() throws IOException {
    registry.add("release/web", "v2", image);
    registry.add("release/web", "v1", image);
    assertThat(get("/v2/release/web/tags/list").text())
        .isEqualTo("{\"name\":\"release/web\",\"tags\":[\"v1\",\"v2\"]}");
    assertThat(get("/v2/").status()).isEqualTo(200);
    assertThat(get("/v2/nothing/tags/list").status()).isEqualTo(404);
    assertThat(get("/v1/").status()).isEqualTo(404);
    assertThat(get("/token").status()).isEqualTo(404);
    assertThat(send("DELETE " + blob, "").status()).isEqualTo(405);
  }

  @Test
  void keeps_what_is_pushed_in_one_piece_or_in_several() throws IOException {
    Digest whole = push("a", "one piece");
    assertThat(registry.content().blob(whole))
        .hasValue("one piece".getBytes(StandardCharsets.UTF_8));
    String upload = start("a");
    assertThat(send("PATCH " + upload, "two ", "Content-Range: 0-3").header("Range"))
        .isEqualTo("0-3");
    assertThat(send("PATCH " + upload, "x", "Content-Range: 9-9").status()).isEqualTo(416);
    Digest pieces = Digest.of("two pieces".getBytes(StandardCharsets.UTF_8));
    Answer chunked =
        send(
            "PUT " + upload + "&digest=" + pieces,
            "",
            "Transfer-Encoding: chunked\r\n\r\n6;x=y\r\npieces\r\n0");
    assertThat(chunked.status()).isEqualTo(201);
    assertThat(registry.content().blobs("a")).containsExactlyInAnyOrder(whole, pieces);
    assertThat(registry.openUploads()).isZero();
  }

  @Test
  void refuses_a_blob_with_another_digest_and_a_changed_location() throws IOException {
    String wrong = "&digest=" + Digest.of(new byte[0]);
    Answer answer = send("PUT " + start("a") + wrong, "not empty");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("DIGEST_INVALID");
    assertThat(send("PUT " + start("a"), "no digest").status()).isEqualTo(400);
    String upload = start("a");
    assertThat(send("PATCH " + upload.replace("_state", "_s"), "x").status()).isEqualTo(400);
    assertThat(send("PATCH " + upload.replace("/a/", "/b/"), "x").status()).isEqualTo(404);
    assertThat(send("DELETE " + upload, "").status()).isEqualTo(204);
    assertThat(send("PATCH " + upload, "x").status()).isEqualTo(404);
    assertThat(registry.blobs()).isEmpty();
  }

  @Test
  void mounts_a_blob_of_another_repository_and_starts_an_upload_if_it_is_not_there()
      throws IOException {
    Digest digest = push("a", "blob");
    String mount = "POST /v2/b/blobs/uploads/?mount=" + digest + "&from=";
    assertThat(send(mount + "c", "").status()).isEqualTo(202);
    assertThat(registry.content().blobs("b")).isEmpty();
    assertThat(send(mount + "a", "").status()).isEqualTo(201);
    assertThat(registry.content().blobs("b")).containsExactly(digest);
  }

  @Test
  void refuses_a_manifest_with_a_missing_blob_or_in_another_form() throws IOException {
    String target = "PUT /v2/a/manifests/v1";
    String type = "Content-Type: " + ManifestTypes.OCI_MANIFEST;
    String manifest = new String(image.manifestBytes(), StandardCharsets.UTF_8);
    registry.add("elsewhere", "v1", image);
    registry.content().putBlob("a", image.configBytes());
    assertThat(send(target, manifest, type).text()).contains("MANIFEST_BLOB_UNKNOWN");
    registry.add("a", "complete", image);
    assertThat(send(target, manifest, type).status()).isEqualTo(201);
    assertThat(registry.manifest("a", "v1").orElseThrow().descriptor()).isEqualTo(image.manifest());
    assertThat(send(target, manifest, "Content-Type: text/plain").status()).isEqualTo(400);
    assertThat(send(target, manifest, "Content-Type: " + ManifestTypes.OCI_INDEX).status())
        .isEqualTo(400);
    assertThat(send(target, "{", type).status()).isEqualTo(400);
    assertThat(send("PUT /v2/a/manifests/.v1", manifest, type).text()).contains("TAG_INVALID");
    String other = "PUT /v2/a/manifests/" + Digest.of(new byte[0]);
    assertThat(send(other, manifest, type).text()).contains("DIGEST_INVALID");
    assertThat(send(target, " ".repeat((4 << 20) + 1), type).status()).isEqualTo(413);
  }

  @Test
  void refuses_an_index_whose_manifest_is_missing() throws IOException {
    String type = "Content-Type: " + ManifestTypes.OCI_INDEX;
    Descriptor index = registry.content().addIndex("a", "all", image);
    String text = registry.manifest("a", index.digest().toString()).orElseThrow().text();
    assertThat(send("PUT /v2/a/manifests/v1", text, type).status()).isEqualTo(201);
    assertThat(send("PUT /v2/b/manifests/v1", text, type).text()).contains("MANIFEST_BLOB_UNKNOWN");
  }

  @Test
  void serves_an_oci_layout_from_its_files() throws IOException {
    TinyImage arm =
        TinyImage.builder().platform(new Platform("linux", "arm64", null)).layer(layer).build();
    OciLayoutMaker maker =
        OciLayoutMaker.in(folder).add("harbor.caicloud.xyz/release/web:v1", image);
    maker.addIndex("all", image, arm);
    Path layout = maker.write();
    registry.content().addLayout("release/web", "v1", layout);
    registry.content().addLayout("release/web", "all", layout);
    assertThat(Digest.of(get(blob).body())).isEqualTo(layer.digest());
    assertThat(get("/v2/release/web/manifests/" + arm.manifest().digest(), ACCEPT_OCI).body())
        .isEqualTo(arm.manifestBytes());
    Files.delete(OciLayoutMaker.blob(layout, layer.digest()));
    assertThatThrownBy(() -> get(blob)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> registry.content().addLayout("release/web", "v9", layout))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void logs_requests_and_counts_bytes_of_blobs() throws IOException {
    registry.add("release/web", "v1", image);
    get(blob, "Range: bytes=3-", "Authorization: Basic eDp5");
    get("/v2/release/web/manifests/v1?x=y", ACCEPT_OCI);
    RegistryLog.Entry first =
        registry.log().await(entry -> entry.bytesSent() > 0, Duration.ofSeconds(20));
    assertThat(first.request().header("RANGE")).hasValue("bytes=3-");
    assertThat(first.request().header("Authorization")).hasValue("Basic eDp5");
    assertThat(first.status()).isEqualTo(206);
    assertThat(registry.log().blobBytes()).isEqualTo(layer.size() - 3);
    assertThat(registry.log().entries(RegistryRequest::isManifest))
        .extracting(entry -> entry.request().toString())
        .containsExactly("GET /v2/release/web/manifests/v1?x=y");
    registry.log().clear();
    assertThat(registry.log().entries()).isEmpty();
    assertThatThrownBy(() -> registry.log().await(entry -> true, Duration.ZERO))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void leaves_no_socket_thread_or_file_after_close() throws IOException {
    push("a", "blob");
    try (RawClient idle = RawClient.of(registry)) {
      idle.send("GET /v2/", new byte[0]);
      String name = "registry-" + registry.port();
      assertThat(threads(name)).isGreaterThanOrEqualTo(2);
      registry.close();
      assertThat(threads(name)).isZero();
      assertThat(registry.openConnections()).isZero();
      assertThat(idle.socket().getInputStream().read()).isNegative();
      assertThat(RawClient.refuses(registry.port())).isTrue();
      assertThat(registry.uploadFolder()).doesNotExist();
    }
    registry.close();
  }

  @Test
  void close_waits_for_work_that_is_under_way_interrupted_or_not() throws IOException {
    AtomicBoolean ended = new AtomicBoolean();
    RegistryFault fault = RegistryFault.status(500);
    registry.faults().always(request -> worksUntilClosed(ended), fault);
    try (RawClient client = RawClient.of(registry)) {
      client.write("GET /v2/", new byte[0]);
      registry.log().await(entry -> true, Duration.ofSeconds(20));
      Thread.currentThread().interrupt();
      registry.close();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
  }

  private boolean worksUntilClosed(AtomicBoolean ended) {
    try {
      while (!RawClient.refuses(registry.port())) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LockSupport.parkNanos(100_000_000);
    ended.set(true);
    return false;
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(thread -> thread.equals(name) || thread.startsWith(name + "-"))
        .count();
  }

  private Answer get(String path, String... headers) throws IOException {
    return RawClient.once(registry, "GET " + path, headers);
  }

  private Answer send(String request, String body, String... headers) throws IOException {
    try (RawClient client = RawClient.of(registry)) {
      return client.send(request, body.getBytes(StandardCharsets.UTF_8), headers);
    }
  }

  private String start(String repository) throws IOException {
    URI location =
        URI.create(send("POST /v2/" + repository + "/blobs/uploads/", "").header("Location"));
    assertThat(location.getPort()).isEqualTo(registry.port());
    return location.getRawPath() + "?" + location.getRawQuery();
  }

  private Digest push(String repository, String content) throws IOException {
    Digest digest = Digest.of(content.getBytes(StandardCharsets.UTF_8));
    String target = "PUT " + start(repository) + "&digest=" + digest;
    assertThat(send(target, content).status()).isEqualTo(201);
    return digest;
  }
}
