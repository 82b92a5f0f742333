package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.BearerAuth;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryLog;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AuthenticationTest {

  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final Credentials GOOD = Credentials.password("ada", "s3cret-word", "a test");

  private static RegistryServer server(RegistryAuth auth) {
    RegistryServer server = RegistryServer.builder().auth(auth).start();
    server.add("release/web", "v1", TinyImage.of("web"));
    return server;
  }

  private static int read(RegistryHttp http, RegistryServer server) {
    RegistryRequest request =
        RegistryRequest.of("GET", new Repository(server.host(), "release/web"), "manifests/v1")
            .accept(List.of(OCI))
            .build();
    try (RegistryResponse response = http.fetch(request, 1 << 20)) {
      return response.status();
    }
  }

  private static List<String> paths(RegistryServer server) {
    return server.log().entries().stream()
        .map(RegistryLog.Entry::request)
        .map(request -> request.method() + " " + request.path())
        .toList();
  }

  @Test
  void shows_a_password_when_asked_and_then_unasked() {
    try (RegistryServer server = server(RegistryAuth.basic("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      assertThat(read(http, server)).isEqualTo(200);
      assertThat(read(http, server)).isEqualTo(200);
      assertThat(server.log().entries())
          .extracting(RegistryLog.Entry::status)
          .containsExactly(401, 200, 200);
    }
  }

  @Test
  void says_which_credentials_were_refused_and_what_to_do() {
    Credentials bad = Credentials.password("ada", "wrong-word", "/home/ada/.docker/config.json");
    try (RegistryServer server = server(RegistryAuth.basic("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), bad).build()) {
      HotfixException thrown = failure(() -> read(http, server));
      assertThat(thrown.code()).isEqualTo("registry-unauthorized");
      assertThat(thrown)
          .hasMessageContaining(server.host())
          .hasMessageContaining("release/web")
          .hasMessageContaining("/home/ada/.docker/config.json")
          .hasMessageContaining("docker login");
      assertThat(Clients.allTextOf(thrown))
          .doesNotContain("wrong-word", "ada:", bad.authorization());
    }
  }

  @Test
  void says_that_there_were_no_credentials() {
    try (RegistryServer server = server(RegistryAuth.basic("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(failure(() -> read(http, server)))
          .hasMessageContaining("without credentials")
          .hasMessageContaining("docker login " + server.host());
      assertThat(server.log().entries()).hasSize(1);
    }
  }

  @Test
  void shows_no_credentials_of_another_registry() {
    try (RegistryServer server = server(RegistryAuth.basic("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials("127.0.0.1", GOOD).build()) {
      assertThat(failure(() -> read(http, server)).code()).isEqualTo("registry-unauthorized");
      assertThat(server.log().entries(r -> r.header("Authorization").isPresent())).isEmpty();
    }
  }

  @Test
  void gets_one_token_for_many_requests() {
    try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      for (int i = 0; i < 4; i++) {
        assertThat(read(http, server)).isEqualTo(200);
      }
      assertThat(paths(server).stream().filter("GET /token"::equals)).hasSize(1);
      assertThat(server.log().entries(r -> r.isToken()).get(0).request().parameters("scope"))
          .containsExactly("repository:release/web:pull");
    }
  }

  @Test
  void gets_a_token_for_nobody_where_everybody_may_pull() {
    try (RegistryServer server = server(RegistryAuth.bearer().anonymousPull("release/.*"));
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(read(http, server)).isEqualTo(200);
      assertThat(server.log().entries(r -> r.isToken() && r.header("Authorization").isPresent()))
          .isEmpty();
    }
  }

  @Test
  void exchanges_an_identity_token_by_post() {
    BearerAuth auth = RegistryAuth.bearer().user("ada", "s3cret-word");
    try (RegistryServer server = server(auth);
        RegistryHttp http =
            plain(server.host())
                .credentials(
                    server.host(), Credentials.identityToken(auth.identityToken("ada"), "a test"))
                .build()) {
      assertThat(read(http, server)).isEqualTo(200);
      assertThat(paths(server)).contains("POST /token").doesNotContain("GET /token");
    }
  }

  @Test
  void understands_the_other_name_of_a_token() {
    try (RegistryServer server =
            server(RegistryAuth.bearer().user("ada", "s3cret-word").accessTokenField());
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      assertThat(read(http, server)).isEqualTo(200);
    }
  }

  @Test
  void renews_a_token_before_it_ends() {
    AtomicLong nanos = new AtomicLong();
    BearerAuth auth =
        RegistryAuth.bearer()
            .user("ada", "s3cret-word")
            .tokenLifetime(Duration.ofMinutes(5), () -> Instant.EPOCH);
    try (RegistryServer server = server(auth);
        RegistryHttp http =
            plain(server.host()).credentials(server.host(), GOOD).nanoTime(nanos::get).build()) {
      read(http, server);
      nanos.addAndGet(200_000_000_000L);
      read(http, server);
      assertThat(server.log().entries(r -> r.isToken())).hasSize(1);
      nanos.addAndGet(95_000_000_000L);
      read(http, server);
      assertThat(server.log().entries(r -> r.isToken())).as("5 s before its end").hasSize(2);
    }
  }

  @Test
  void takes_a_token_for_short_lived_when_nobody_says_more() {
    AtomicLong nanos = new AtomicLong();
    try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RegistryHttp http =
            plain(server.host()).credentials(server.host(), GOOD).nanoTime(nanos::get).build()) {
      read(http, server);
      nanos.addAndGet(49_000_000_000L);
      read(http, server);
      assertThat(server.log().entries(r -> r.isToken())).hasSize(1);
      nanos.addAndGet(2_000_000_000L);
      read(http, server);
      assertThat(server.log().entries(r -> r.isToken())).hasSize(2);
    }
  }

  @Test
  void renews_a_token_that_is_refused() {
    try (RegistryServer server =
            server(RegistryAuth.bearer().user("ada", "s3cret-word").tokenUses(2));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      for (int i = 0; i < 7; i++) {
        assertThat(read(http, server)).isEqualTo(200);
      }
    }
  }

  @Test
  void ends_a_loop_of_refusals() {
    try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      server.faults().always(r -> r.isManifest(), RegistryFault.unauthorized());
      HotfixException thrown = failure(() -> read(http, server));
      assertThat(thrown.code()).isEqualTo("registry-unauthorized");
      assertThat(server.log().entries(r -> r.isManifest())).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void says_that_the_token_server_refused(int status) {
    try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      server.faults().always(r -> r.isToken(), RegistryFault.status(status));
      HotfixException thrown = failure(() -> read(http, server));
      assertThat(thrown.code()).isEqualTo("registry-unauthorized");
      assertThat(thrown)
          .hasMessageContaining("token server http://" + server.host())
          .hasMessageContaining("repository:release/web:pull")
          .hasMessageContaining("a test");
    }
  }

  @Test
  void tries_the_token_server_again() {
    try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      server
          .faults()
          .next(1, r -> r.isToken(), RegistryFault.status(503))
          .next(1, r -> r.isToken(), RegistryFault.drop());
      assertThat(read(http, server)).isEqualTo(200);
    }
  }

  @Test
  void refuses_what_is_no_token() {
    for (RegistryFault fault :
        List.of(
            RegistryFault.garbage(), RegistryFault.htmlPage(200), RegistryFault.endlessBody())) {
      try (RegistryServer server = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
          RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
        server.faults().always(r -> r.isToken(), fault);
        assertThat(failure(() -> read(http, server)).code()).isEqualTo("registry-answer");
      }
    }
  }

  @Test
  void says_that_something_is_forbidden() {
    try (RegistryServer server = server(RegistryAuth.none());
        RegistryHttp http = plain(server.host()).build()) {
      server.faults().always(r -> r.isManifest(), RegistryFault.status(403));
      HotfixException thrown = failure(() -> read(http, server));
      assertThat(thrown.code()).isEqualTo("registry-unauthorized");
      assertThat(thrown).hasMessageContaining("403").hasMessageContaining("fault with status 403");
      assertThat(server.log().entries()).hasSize(1);
    }
  }

  /** A registry that names a token server of its choice. */
  private static RawServer naming(Function<RawServer.Peer, String> realm) throws Exception {
    return RawServer.start(
        peer ->
            peer.sayAlways(
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\""
                    + realm.apply(peer)
                    + "\"\r\nContent-Length: 0\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://attacker.invalid/token",
        "ftp://attacker.invalid/token",
        "//attacker.invalid",
        "http://ada@127.0.0.1/token",
        "https:///token",
        "not an address",
        ""
      })
  void sends_nothing_to_a_token_server_that_everybody_could_hear(String realm) throws Exception {
    try (RawServer server = naming(peer -> realm);
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
      HotfixException thrown = failure(() -> http.send(get(server.host(), "manifests/v1")));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("token server");
    }
  }

  @Test
  void shows_a_bearer_token_to_the_registry_only() throws Exception {
    try (RegistryServer tokens = server(RegistryAuth.bearer().user("ada", "s3cret-word"));
        RawServer server = naming(peer -> "http://" + tokens.host() + "/token");
        RegistryHttp http =
            plain(server.host())
                .credentials(server.host(), Credentials.bearerToken("b3arer-word", "a test"))
                .build()) {
      failure(() -> http.send(get(server.host(), "manifests/v1")));
      assertThat(tokens.log().entries()).isEmpty();
    }
  }
}
