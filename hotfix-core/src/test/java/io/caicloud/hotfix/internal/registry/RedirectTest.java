package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TestCertificates;
import io.caicloud.hotfix.testing.TinyImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RedirectTest {

  private static final Credentials GOOD = Credentials.password("ada", "s3cret-word", "a test");

  @TempDir static Path authority;
  private static TestCertificates certificates;

  @BeforeAll
  static void makeCertificates() {
    certificates = TestCertificates.in(authority);
  }

  @Test
  void leaves_credentials_behind_when_the_host_changes() {
    TinyImage image = TinyImage.of("web");
    try (RegistryServer server =
            RegistryServer.builder()
                .auth(RegistryAuth.basic("ada", "s3cret-word"))
                .redirectBlobs()
                .start();
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      server.add("release/web", "v1", image);
      String path = "blobs/" + image.config().digest();
      for (int i = 0; i < 2; i++) {
        assertThat(http.fetch(get(server.host(), path), 1 << 20).readBody(1 << 20))
            .isEqualTo(image.configBytes());
      }
      assertThat(server.log().leaks()).isEmpty();
      assertThat(server.log().entries(r -> r.header("Authorization").isPresent())).hasSize(2);
    }
  }

  @Test
  void keeps_credentials_on_the_same_host_and_port() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.start(
                peer -> {
                  for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                    heads.add(head);
                    if (!head.contains("Authorization")) {
                      peer.say(
                          "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
                    } else if (head.startsWith("GET /v2/")) {
                      peer.say(
                          "HTTP/1.1 307 There\r\nLocation: ../else?a=%2F b\r\nContent-Length: 0\r\n\r\n");
                    } else {
                      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                    }
                  }
                });
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      assertThat(http.send(get(server.host(), "../../../manifests/v1")).readBody(2))
          .isEqualTo("hi".getBytes(UTF_8));
      assertThat(heads).hasSize(3);
      assertThat(heads.get(2)).contains("else?a=%2F%20b HTTP").contains("Authorization");
    }
  }

  @Test
  void ends_a_loop() {
    try (RegistryServer server = RegistryServer.start();
        RegistryHttp http = plain(server.host()).build()) {
      server.faults().always(r -> true, RegistryFault.redirectLoop());
      HotfixException thrown = failure(() -> http.send(get(server.host(), "manifests/v1")));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("redirects");
      assertThat(server.log().entries()).hasSize(6);
    }
  }

  @Test
  void does_not_leave_https_for_a_host_that_everybody_could_hear() {
    try (RegistryServer server =
            RegistryServer.builder().https(certificates.serverContext()).start();
        RegistryHttp http =
            RegistryHttp.builder().authorities(certificates.authorityPem()).build()) {
      URI plainPlace = URI.create("http://storage.invalid/x?signature=s1gned");
      server.faults().always(r -> r.isBlob(), RegistryFault.redirectTo(plainPlace));
      HotfixException thrown =
          failure(() -> http.send(get(server.host(), "blobs/sha256:" + "ab".repeat(32))));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("http at storage.invalid");
      assertThat(Clients.allTextOf(thrown)).doesNotContain("s1gned");
    }
  }

  @Test
  void goes_from_https_to_plain_http_where_that_is_allowed() {
    TinyImage image = TinyImage.of("web");
    try (RegistryServer server =
            RegistryServer.builder().https(certificates.serverContext()).start();
        RegistryServer storage = RegistryServer.start();
        RegistryHttp http =
            RegistryHttp.builder().authorities(certificates.authorityPem()).build()) {
      storage.add("release/web", "v1", image);
      String path = "blobs/" + image.config().digest();
      URI there = URI.create("http://" + storage.host() + "/v2/release/web/" + path);
      server.faults().always(r -> r.isBlob(), RegistryFault.redirectTo(there));
      assertThat(http.fetch(get(server.host(), path), 1 << 20).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://x/",
        "http://",
        "file:///etc/passwd",
        "http://a@127.0.0.1/",
        "http://[x/"
      })
  void refuses_a_location_that_is_none(String location) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer ->
                    peer.sayAlways(
                        "HTTP/1.1 302 There\r\nLocation: "
                            + location
                            + "\r\nContent-Length: 0\r\n\r\n"));
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(failure(() -> http.send(get(server.host(), "blobs/sha256:ab"))).code())
          .isEqualTo("registry-answer");
    }
  }

  @Test
  void follows_no_redirect_of_a_request_that_writes() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer ->
                    peer.sayAlways(
                        "HTTP/1.1 307 There\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"));
        RegistryHttp http = plain(server.host()).build()) {
      RegistryRequest put =
          RegistryRequest.of("PUT", new Repository(server.host(), "release/web"), "manifests/v1")
              .body(RequestBody.of("a/b", new byte[3]))
              .build();
      assertThat(failure(() -> http.send(put)).code()).isEqualTo("registry-answer");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gives_the_place_of_an_upload_and_goes_there(boolean relative) {
    RegistryServer.Builder builder =
        RegistryServer.builder().auth(RegistryAuth.bearer().user("ada", "s3cret-word"));
    try (RegistryServer server = (relative ? builder.relativeLocations() : builder).start();
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      Repository web = new Repository(server.host(), "release/web");
      URI place;
      try (RegistryResponse started =
          http.send(
              RegistryRequest.of("POST", web, "blobs/uploads/").pushing().expect(202).build())) {
        place = started.location().orElseThrow();
      }
      byte[] content = "content".getBytes(UTF_8);
      String digest = io.caicloud.hotfix.image.Digest.of(content).toString();
      String joint = place.getRawQuery() == null ? "?" : "&";
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "blobs/uploads/")
              .at(URI.create(place + joint + "digest=" + digest))
              .pushing()
              .body(RequestBody.of("application/octet-stream", content))
              .expect(201)
              .build();
      assertThat(http.send(put).status()).isEqualTo(201);
      assertThat(server.blobs()).extracting(Object::toString).containsExactly(digest);
    }
  }

  @Test
  void brings_no_credentials_to_an_upload_elsewhere() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RegistryServer server =
            RegistryServer.builder().auth(RegistryAuth.basic("ada", "s3cret-word")).start();
        RawServer other =
            RawServer.start(
                peer -> {
                  heads.add(peer.head());
                  peer.say(
                      "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
                });
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      http.send(
              RegistryRequest.of("GET", new Repository(server.host(), "a"), "tags/list")
                  .expect(200, 404)
                  .build())
          .close();
      RegistryRequest put =
          RegistryRequest.of("PUT", new Repository(server.host(), "a"), "blobs/uploads/")
              .at(URI.create("http://" + other.host() + "/upload"))
              .build();
      assertThat(failure(() -> http.send(put)).code()).isEqualTo("registry-answer");
      assertThat(heads).hasSize(1);
      assertThat(heads.get(0)).doesNotContain("Authorization");
    }
  }
}
