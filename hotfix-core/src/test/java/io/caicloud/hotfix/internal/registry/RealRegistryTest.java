package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.DockerRegistry;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to a real registry comes back, with each way to reach it. */
@Timeout(120)
final class RealRegistryTest {

  private static final Credentials GOOD =
      Credentials.password(DockerRegistry.USER, DockerRegistry.PASSWORD, "a test");

  @Test
  void sends_and_reads_by_plain_http() {
    try (DockerRegistry registry = DockerRegistry.plain();
        RegistryHttp http = RegistryHttp.builder().build()) {
      sendAndRead(http, registry.host());
    }
  }

  @Test
  void sends_and_reads_with_a_password() {
    try (DockerRegistry registry = DockerRegistry.withPassword();
        RegistryHttp http = RegistryHttp.builder().credentials(registry.host(), GOOD).build();
        RegistryHttp nobody = RegistryHttp.builder().build()) {
      sendAndRead(http, registry.host());
      assertThat(failure(() -> nobody.send(Clients.get(registry.host(), "tags/list"))).code())
          .isEqualTo("registry-unauthorized");
    }
  }

  @Test
  void sends_and_reads_by_tls() {
    try (DockerRegistry registry = DockerRegistry.withTlsAndPassword();
        RegistryHttp http =
            RegistryHttp.builder()
                .credentials(registry.host(), GOOD)
                .authorities(registry.certificates().authorityPem())
                .build()) {
      sendAndRead(http, registry.host());
    }
  }

  private static void sendAndRead(RegistryHttp http, String host) {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    String digest = Digest.of(content).toString();
    Repository web = new Repository(host, "release/web");
    URI place;
    try (RegistryResponse started =
        http.send(
            RegistryRequest.of("POST", web, "blobs/uploads/").pushing().expect(202).build())) {
      place = started.location().orElseThrow();
    }
    RegistryRequest put =
        RegistryRequest.of("PUT", web, "blobs/uploads/")
            .at(URI.create(place + (place.getRawQuery() == null ? "?" : "&") + "digest=" + digest))
            .pushing()
            .body(RequestBody.of("application/octet-stream", content))
            .expect(201)
            .build();
    http.send(put).close();

    RegistryRequest get = RegistryRequest.of("GET", web, "blobs/" + digest).build();
    assertThat(http.fetch(get, content.length).readBody(content.length)).isEqualTo(content);
    RegistryRequest rest =
        RegistryRequest.of("GET", web, "blobs/" + digest).range(2_999_990).expect(206).build();
    assertThat(http.fetch(rest, 10).readBody(10)).hasSize(10);
    RegistryRequest missing = RegistryRequest.of("GET", web, "manifests/v1").expect(404).build();
    assertThat(new String(http.fetch(missing, 10_000).readBody(10_000), UTF_8))
        .contains("MANIFEST_UNKNOWN");
  }
}
