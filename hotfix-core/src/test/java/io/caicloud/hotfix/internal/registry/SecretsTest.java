package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.allTextOf;
import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.caicloud.hotfix.testing.BearerAuth;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, nothing secret is in any text of the exception. */
@Timeout(60)
final class SecretsTest {

  private static final String WORD = "s3cret-word";
  private static final Credentials GOOD = Credentials.password("ada", WORD, "a test");

  static Stream<RegistryFault> faults() {
    return Stream.of(
        RegistryFault.unauthorized(),
        RegistryFault.status(403),
        RegistryFault.status(404),
        RegistryFault.status(500),
        RegistryFault.tooManyRequests("1"),
        RegistryFault.garbage(),
        RegistryFault.htmlPage(200),
        RegistryFault.endlessError(500),
        RegistryFault.endlessBody(),
        RegistryFault.truncateAfter(1),
        RegistryFault.resetAfter(1),
        RegistryFault.drop(),
        RegistryFault.redirectLoop(),
        RegistryFault.redirectTo(URI.create("http://storage.invalid/x?signature=" + WORD)),
        RegistryFault.redirectTo(URI.create("ftp://storage.invalid/x?signature=" + WORD)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shows_no_password_or_token_whatever_the_server_does(RegistryFault fault) {
    BearerAuth bearer = RegistryAuth.bearer().user("ada", WORD);
    for (RegistryAuth auth : List.of(RegistryAuth.basic("ada", WORD), bearer)) {
      try (RegistryServer server = RegistryServer.builder().auth(auth).start();
          RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build()) {
        TinyImage image = TinyImage.of("web");
        server.add("release/web", "v1", image);
        server.faults().always(r -> r.header("Authorization").isPresent(), fault);
        Throwable thrown =
            catchThrowable(
                () -> http.fetch(get(server.host(), "blobs/" + image.config().digest()), 1 << 20));
        if (thrown != null) {
          assertThat(allTextOf(thrown)).doesNotContain(WORD, GOOD.secrets().get(1));
        }
      }
    }
  }

  @Test
  void shows_no_token_that_a_server_repeats() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                    if (head.contains("GET /token")) {
                      peer.say(
                          "HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"token\":\"t0ken-t0ken\"}\n");
                    } else if (head.contains("Authorization")) {
                      String said = head + head.replaceAll("(?s).*Basic ([^\r]*).*", "$1");
                      peer.say(
                          "HTTP/1.1 418 No\r\nContent-Length: "
                              + said.length()
                              + "\r\n\r\n"
                              + said);
                    } else {
                      String host = head.replaceAll("(?s).*Host: ([^\r]*).*", "$1");
                      peer.say(
                          "HTTP/1.1 401 No\r\nWWW-Authenticate: "
                              + (head.contains("bearer") ? "Bearer" : "Basic")
                              + " realm=\"http://"
                              + host
                              + "/token\"\r\nContent-Length: 0\r\n\r\n");
                    }
                  }
                });
        RegistryHttp http = plain(server.host()).credentials(server.host(), GOOD).build();
        RegistryHttp other = plain(server.host()).credentials(server.host(), GOOD).build()) {
      assertThat(allTextOf(failure(() -> http.send(get(server.host(), "tags/basic")))))
          .contains("418", "Authorization: Basic ***")
          .doesNotContain(WORD, GOOD.secrets().get(1));
      assertThat(allTextOf(failure(() -> other.send(get(server.host(), "tags/bearer")))))
          .contains("418", "Authorization: Bearer ***")
          .doesNotContain(WORD, "t0ken-t0ken");
    }
  }

  @Test
  void shows_no_secret_as_text() {
    assertThat(GOOD).hasToString("credentials from a test");
    assertThat(new Token.Grant("t0ken", 60)).hasToString("a token for 60 s");
    assertThat(get("127.0.0.1:1", "blobs/uploads/x?state=" + WORD))
        .hasToString("GET /v2/release/web/blobs/uploads/x");
  }
}
