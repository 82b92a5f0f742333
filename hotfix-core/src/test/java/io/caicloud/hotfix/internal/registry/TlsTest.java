package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TestCertificates;
import io.caicloud.hotfix.testing.TinyImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, plain http, and proxies on the way. */
@Timeout(60)
final class TlsTest {

  private static final TinyImage IMAGE = TinyImage.of("web");
  private static final String CONFIG = "blobs/" + IMAGE.config().digest();

  @TempDir static Path authority;
  private static TestCertificates certificates;

  @TempDir Path folder;

  @BeforeAll
  static void makeCertificates() {
    certificates = TestCertificates.in(authority);
  }

  private static RegistryServer filled(RegistryServer server) {
    server.add("release/web", "v1", IMAGE);
    return server;
  }

  private static byte[] read(RegistryHttp http, String host) {
    return http.fetch(get(host, CONFIG), 1 << 20).readBody(1 << 20);
  }

  @Test
  void finds_out_what_a_registry_on_this_machine_speaks() {
    try (RegistryServer plain = filled(RegistryServer.start());
        RegistryServer secure =
            filled(RegistryServer.builder().https(certificates.serverContext()).start());
        RegistryHttp http =
            RegistryHttp.builder().authorities(certificates.authorityPem()).build()) {
      for (String host :
          List.of(
              plain.host(),
              "localhost:" + plain.port(),
              secure.host(),
              "localhost:" + secure.port())) {
        assertThat(read(http, host)).as(host).isEqualTo(IMAGE.configBytes());
        assertThat(read(http, host)).as(host).isEqualTo(IMAGE.configBytes());
      }
    }
  }

  @Test
  void says_how_to_trust_a_certificate() {
    try (RegistryServer server =
            RegistryServer.builder().https(certificates.serverContext()).start();
        RegistryHttp http = RegistryHttp.builder().retries(policy(new Clients.NoWait())).build()) {
      HotfixException thrown = failure(() -> read(http, server.host()));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown)
          .hasMessageContaining("https://" + server.host())
          .hasMessageContaining("not signed by an authority that is trusted")
          .hasMessageContaining("PEM");
    }
  }

  @Test
  void trusts_a_certificate_for_its_own_host_only() throws Exception {
    try (RegistryServer server =
            RegistryServer.builder().https(certificates.serverContext()).start();
        RawServer proxy =
            RawServer.start(peer -> tunnel(peer, server.port(), new CopyOnWriteArrayList<>()));
        RegistryHttp http =
            RegistryHttp.builder()
                .sockets(certificates.clientContext().getSocketFactory())
                .proxies(place -> through(proxy))
                .build()) {
      HotfixException thrown = failure(() -> read(http, "registry.invalid"));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown).hasMessageContaining("check the host name");
    }
  }

  @Test
  void reads_through_the_tunnel_of_a_proxy() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RegistryServer server =
            filled(RegistryServer.builder().https(certificates.serverContext()).start());
        RawServer proxy = RawServer.start(peer -> tunnel(peer, server.port(), heads));
        RegistryHttp http =
            RegistryHttp.builder()
                .authorities(certificates.authorityPem())
                .proxies(
                    place -> place.getScheme().equals("https") ? through(proxy) : Proxy.NO_PROXY)
                .proxyCredentials(Credentials.password("p", "pr0xy-word", "a test"))
                .build()) {
      assertThat(read(http, server.host())).isEqualTo(IMAGE.configBytes());
      assertThat(heads.get(0))
          .startsWith("CONNECT " + server.host() + " HTTP/1.1\r\n")
          .contains("Proxy-Authorization: Basic ");
      assertThat(server.log().entries(r -> r.header("Proxy-Authorization").isPresent())).isEmpty();
    }
  }

  @Test
  void asks_a_proxy_for_plain_pages() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RawServer proxy =
            RawServer.start(
                peer -> {
                  heads.add(peer.head());
                  peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                });
        RegistryHttp http =
            Clients.plain("registry.invalid")
                .proxies(place -> through(proxy))
                .proxyCredentials(Credentials.password("p", "pr0xy-word", "a test"))
                .build()) {
      assertThat(http.fetch(get("registry.invalid", "tags/list"), 2).readBody(2)).hasSize(2);
      assertThat(heads.get(0))
          .startsWith("GET http://registry.invalid/v2/release/web/tags/list HTTP/1.1\r\n")
          .contains("Proxy-Authorization: Basic ");
    }
  }

  @Test
  void says_that_the_proxy_refuses() throws Exception {
    try (RawServer proxy =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say("HTTP/1.1 407 Who\r\n\r\n");
                });
        RegistryHttp http = RegistryHttp.builder().proxies(place -> through(proxy)).build()) {
      HotfixException thrown = failure(() -> read(http, "registry.invalid"));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown)
          .hasMessageContaining("https://registry.invalid through proxy ")
          .hasMessageContaining(":" + proxy.port())
          .hasMessageContaining("407");
    }
  }

  @Test
  void says_that_a_host_is_unknown_without_trying_again() {
    Clients.NoWait timing = new Clients.NoWait();
    try (RegistryHttp http = RegistryHttp.builder().retries(policy(timing)).build()) {
      HotfixException thrown = failure(() -> read(http, "registry.invalid"));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown)
          .hasMessageContaining("https://registry.invalid")
          .hasMessageContaining("no such host");
      assertThat(timing.pauses).isEmpty();
    }
  }

  @Test
  void says_what_is_wrong_with_a_file_of_authorities() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "not a certificate");
    assertThat(failure(() -> RegistryHttp.builder().authorities(empty).build()))
        .hasMessageContaining("empty.pem");
    Path nowhere = folder.resolve("nowhere.pem");
    assertThat(failure(() -> RegistryHttp.builder().authorities(nowhere).build()).code())
        .isEqualTo("registry-config");
  }

  private static Proxy through(RawServer proxy) {
    return new Proxy(
        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
  }

  /** Be a proxy for one connection. */
  private static void tunnel(RawServer.Peer peer, int port, List<String> heads) throws Exception {
    heads.add(peer.head());
    peer.say("HTTP/1.1 200 Here you are\r\n\r\n");
    peer.join(port);
  }

  @Test
  void knows_loopback_by_name_alone() {
    for (String host :
        List.of("localhost", "127.0.0.1:5000", "127.255.0.1", "[::1]:5000", "LOCALHOST:1")) {
      assertThat(Address.of(true, host).isLoopback()).as(host).isTrue();
    }
    for (String host :
        List.of("localhost.example", "127.0.0.1.example", "10.0.0.1", "[::2]", "128.0.0.1")) {
      assertThat(Address.of(true, host).isLoopback()).as(host).isFalse();
    }
    assertThat(Address.of(URI.create("HTTPS://[::1]/x"))).hasToString("https://[::1]");
    assertThat(Address.of(false, "Example:80")).hasToString("http://example");
  }
}
