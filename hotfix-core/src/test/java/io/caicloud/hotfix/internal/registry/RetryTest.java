package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static io.caicloud.hotfix.internal.registry.Clients.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RetryTest {

  private static final String EMPTY = "Content-Length: 0\r\n\r\n";

  private final Clients.NoWait timing = new Clients.NoWait();

  private RegistryHttp client(String host) {
    return plain(host).retries(policy(timing)).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void tries_again_what_may_pass(int status) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say("HTTP/1.1 " + status + " Busy\r\n" + EMPTY);
                  peer.sayAlways("HTTP/1.1 200 OK\r\n" + EMPTY);
                });
        RegistryHttp http = client(server.host())) {
      assertThat(http.send(get(server.host(), "tags/list")).status()).isEqualTo(200);
      assertThat(timing.pauses).containsExactly(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 416, 501})
  void tries_nothing_again_that_will_not_pass(int status) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer ->
                    peer.sayAlways(
                        "HTTP/1.1 " + status + " No\r\nContent-Length: 4\r\n\r\nno!\u001b"));
        RegistryHttp http = client(server.host())) {
      HotfixException thrown = failure(() -> http.send(get(server.host(), "tags/list")));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown)
          .hasMessageContaining("HTTP " + status)
          .hasMessageContaining("GET /v2/release/web/tags/list")
          .hasMessageContaining("no!\\u001b");
      assertThat(timing.pauses).isEmpty();
    }
  }

  @Test
  void returns_a_status_that_was_expected() throws Exception {
    try (RawServer server = RawServer.start(peer -> peer.sayAlways("HTTP/1.1 404 No\r\n" + EMPTY));
        RegistryHttp http = client(server.host())) {
      RegistryRequest request =
          RegistryRequest.of(
                  "HEAD", new Repository(server.host(), "release/web"), "blobs/sha256:ab")
              .expect(200, 404)
              .build();
      assertThat(http.send(request).status()).isEqualTo(404);
    }
  }

  @Test
  void gives_up_with_the_last_answer() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> peer.sayAlways("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"));
        RegistryHttp http = client(server.host())) {
      HotfixException thrown = failure(() -> http.send(get(server.host(), "tags/list")));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("503").hasMessageContaining("busy");
      assertThat(timing.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Retry-After: 7', 7",
    "'Retry-After: 100000', 30",
    "'Retry-After: soon', 1",
    "'Retry-After: -1', 1",
    "'Date: Wed, 21 Oct 2015 07:28:00 GMT|Retry-After: Wed, 21 Oct 2015 07:28:09 GMT', 9",
    "'Date: Wed, 21 Oct 2015 07:28:00 GMT|Retry-After: Wed, 21 Oct 2015 07:00:00 GMT', 0",
    "'Date: Wed, 21 Oct 2015 07:28:00 GMT|Retry-After: Wed, 21 Oct 2099 07:00:00 GMT', 30",
    "'Retry-After: Wed, 21 Oct 2099 07:00:00 GMT', 1"
  })
  void waits_as_long_as_the_server_asks_but_not_for_ever(String fields, int seconds)
      throws Exception {
    String lines = fields.replace("|", "\r\n") + "\r\n";
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say("HTTP/1.1 429 Slow\r\n" + lines + EMPTY);
                  peer.sayAlways("HTTP/1.1 200 OK\r\n" + EMPTY);
                });
        RegistryHttp http = client(server.host())) {
      http.send(get(server.host(), "tags/list")).close();
      assertThat(timing.pauses).containsExactly(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void tries_broken_connections_again() {
    try (RegistryServer server = RegistryServer.start();
        RegistryHttp http = client(server.host())) {
      server.faults().next(2, r -> true, RegistryFault.drop());
      RegistryRequest request =
          RegistryRequest.of("GET", new Repository(server.host(), "release/web"), "manifests/v1")
              .expect(404)
              .build();
      assertThat(http.send(request).status()).isEqualTo(404);
      assertThat(timing.pauses).hasSize(2);
    }
  }

  @Test
  void doubles_its_pauses_up_to_a_limit_and_scatters_them() {
    RetryPolicy.Timing half =
        new RetryPolicy.Timing() {
          @Override
          public void sleep(Duration pause) {}

          @Override
          public double chance() {
            return 0.5;
          }
        };
    RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(10), half);
    assertThat(List.of(1, 2, 3, 4, 5, 60).stream().map(policy::pause).map(Duration::toMillis))
        .containsExactly(750L, 1500L, 3000L, 6000L, 7500L, 7500L);
  }
}
