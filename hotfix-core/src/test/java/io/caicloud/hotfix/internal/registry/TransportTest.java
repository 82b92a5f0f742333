package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.failure;
import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TransportTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + "Content-Length: 5\r\n\r\nhello",
        OK
            + "transfer-encoding: Chunked\r\n\r\n2\r\nhe\r\n003;x=y\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
        OK + "\r\nhello",
        "HTTP/1.0 200 Fine\nContent-Length: 5\n\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nLink: x\r\n\r\n"
            + OK
            + "Content-Length: 5\r\n\r\nhello"
      })
  void reads_a_body_in_each_form_that_http_has(String answer) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(answer);
                });
        RegistryHttp http = plain(server.host()).build();
        RegistryResponse response = http.send(get(server.host(), "manifests/v1"))) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.readBody(100)).isEqualTo("hello".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        OK + " folded: x\r\n\r\n",
        OK + "no colon\r\n\r\n",
        OK + "Content-Length: -1\r\n\r\n",
        OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n",
      })
  void refuses_a_head_that_makes_no_sense(String answer) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(answer);
                });
        RegistryHttp http = plain(server.host()).build()) {
      var thrown = failure(() -> http.send(get(server.host(), "manifests/v1")));

      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("http://" + server.host());
      assertThat(server.connections()).as("no sense in another try").isEqualTo(1);
    }
  }

  @Test
  void refuses_a_head_without_an_end() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(OK);
                  while (true) {
                    peer.say("X: " + "y".repeat(1000) + "\r\n");
                  }
                });
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(failure(() -> http.send(get(server.host(), "manifests/v1"))).code())
          .isEqualTo("registry-answer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 500\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n500\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "Transfer-Encoding: chunked\r\n\r\nworld\r\nhello\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
      })
  void never_takes_a_part_for_the_whole(String rest) throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(OK + rest);
                });
        RegistryHttp http = plain(server.host()).build();
        RegistryResponse response = http.send(get(server.host(), "manifests/v1"))) {
      assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void uses_a_connection_again_after_a_body_was_read() throws Exception {
    try (RawServer server =
            RawServer.start(peer -> peer.sayAlways(OK + "Content-Length: 2\r\n\r\nhi"));
        RegistryHttp http = plain(server.host()).build()) {
      for (int i = 0; i < 5; i++) {
        assertThat(http.send(get(server.host(), "tags/list")).readBody(2)).hasSize(2);
      }
      assertThat(server.connections()).isEqualTo(1);

      http.send(get(server.host(), "tags/list")).close();
      assertThat(http.send(get(server.host(), "tags/list")).readBody(2)).hasSize(2);
      assertThat(server.connections()).as("a body was left unread").isEqualTo(2);
    }
  }

  @Test
  void replaces_a_free_connection_that_died() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(OK + "Content-Length: 2\r\n\r\nhi");
                  if (peer.number() % 2 == 0) {
                    peer.head();
                    peer.reset();
                  }
                });
        RegistryHttp http =
            plain(server.host())
                .retries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO, new Clients.NoWait()))
                .build()) {
      for (int i = 0; i < 6; i++) {
        assertThat(http.send(get(server.host(), "tags/list")).readBody(2)).hasSize(2);
      }
    }
  }

  @Test
  void sends_a_post_never_twice() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.start(
                peer -> {
                  heads.add(peer.head());
                  peer.reset();
                });
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      var thrown =
          failure(
              () -> http.send(RegistryRequest.of("POST", web, "blobs/uploads/").pushing().build()));

      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(heads).hasSize(1);
      assertThat(heads.get(0))
          .startsWith("POST /v2/release/web/blobs/uploads/ HTTP/1.1\r\n")
          .contains("Content-Length: 0\r\n");
    }
  }

  @Test
  void sends_a_post_never_twice_because_a_free_connection_died() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.start(
                peer -> {
                  for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                    heads.add(head.substring(0, head.indexOf(' ')));
                    if (head.startsWith("POST")) {
                      peer.reset();
                      return;
                    }
                    peer.say(OK + "Content-Length: 0\r\n\r\n");
                  }
                });
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      http.send(get(server.host(), "tags/list")).close();
      failure(() -> http.send(RegistryRequest.of("POST", web, "blobs/uploads/").build()));
      assertThat(heads).containsExactly("GET", "POST");
    }
  }

  @Test
  void sends_a_body_again_from_its_start() throws Exception {
    byte[] content = "x".repeat(300_000).getBytes(UTF_8);
    List<Integer> received = new CopyOnWriteArrayList<>();
    try (RawServer server =
            RawServer.start(
                peer -> {
                  String head = peer.head();
                  assertThat(head).contains("Content-Length: 300000\r\n", "Content-Type: a/b\r\n");
                  received.add(peer.body(peer.number() == 1 ? 100_000 : content.length).length);
                  if (peer.number() == 1) {
                    peer.reset();
                  } else {
                    peer.say("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "manifests/v1")
              .pushing()
              .body(new RequestBody("a/b", content.length, () -> new ByteArrayInputStream(content)))
              .build();
      assertThat(http.send(put).status()).isEqualTo(201);
      assertThat(received).containsExactly(100_000, 300_000);
    }
  }

  @Test
  void hears_an_answer_that_comes_before_the_body_was_sent() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nbig!");
                  peer.body(50_000_000);
                });
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "manifests/v1")
              .body(RequestBody.of("a/b", new byte[1 << 20]))
              .build();
      var thrown = failure(() -> http.send(put));
      assertThat(thrown.code()).isEqualTo("registry-answer");
      assertThat(thrown).hasMessageContaining("413").hasMessageContaining("big!");
    }
  }

  @Test
  void says_what_could_not_be_read_when_the_source_of_a_body_breaks() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    try (RawServer server = RawServer.start(RawServer.Peer::waitForEnd);
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "manifests/v1")
              .body(
                  new RequestBody(
                      "a/b",
                      10,
                      () -> {
                        opened.incrementAndGet();
                        return new ByteArrayInputStream(new byte[7]);
                      }))
              .build();
      var thrown = failure(() -> http.send(put));
      assertThat(thrown.code()).isEqualTo("registry-source");
      assertThat(thrown).hasMessageContaining("3 bytes early");
      assertThat(opened).as("another try would read the same").hasValue(1);
    }
  }

  @Test
  void gives_up_when_nothing_comes() throws Exception {
    Duration soon = Duration.ofMillis(50);
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  if (peer.number() > 3) {
                    peer.say(OK + "Content-Length: 100\r\n\r\nhello");
                  }
                  peer.waitForEnd();
                });
        RegistryHttp http = impatient(server, soon)) {
      var thrown = failure(() -> http.send(get(server.host(), "manifests/v1")));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown).hasMessageContaining("nothing for 50 ms").hasMessageContaining("proxy");
      assertThat(server.connections()).isEqualTo(3);

      try (RegistryResponse response = http.send(get(server.host(), "manifests/v1"))) {
        assertThat(response.body().readNBytes(5)).hasSize(5);
        assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void waits_longer_for_an_answer_to_a_request_that_asks_for_it() throws Exception {
    Duration soon = Duration.ofMillis(50);
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  Thread.sleep(20 * soon.toMillis());
                  peer.say(OK + "Content-Length: 0\r\n\r\n");
                  peer.waitForEnd();
                });
        RegistryHttp http = impatient(server, soon)) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest patient =
          RegistryRequest.of("PUT", web, "x").extraPatience(Duration.ofSeconds(60)).build();
      try (RegistryResponse response = http.send(patient)) {
        assertThat(response.status()).isEqualTo(200);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void gives_up_when_nobody_reads_what_it_sends() throws Exception {
    Duration soon = Duration.ofMillis(100);
    try (RawServer server = RawServer.start(RawServer.Peer::sleep);
        RegistryHttp http = impatient(server, soon)) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "x")
              .body(RequestBody.of("a/b", new byte[64 << 20]))
              .build();
      assertThat(failure(() -> http.send(put)).code()).isEqualTo("registry-unreachable");
    }
  }

  private static RegistryHttp impatient(RawServer server, Duration soon) {
    return plain(server.host()).timeouts(new Timeouts(Duration.ofSeconds(5), soon, soon)).build();
  }

  @Test
  void names_host_and_port_where_nobody_listens() throws Exception {
    String host;
    try (RawServer server = RawServer.start(RawServer.Peer::waitForEnd)) {
      host = server.host();
    }
    try (RegistryHttp http = plain(host).build()) {
      var thrown = failure(() -> http.send(get(host, "manifests/v1")));
      assertThat(thrown.code()).isEqualTo("registry-unreachable");
      assertThat(thrown)
          .hasMessageContaining(host)
          .hasMessageContaining("refused")
          .hasMessageContaining("proxy");
    }
  }

  @Test
  void reads_no_more_than_it_was_told() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> peer.sayAlways(OK + "Content-Length: 101\r\n\r\n" + "x".repeat(101)));
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(http.fetch(get(server.host(), "manifests/v1"), 101).readBody(101)).hasSize(101);
      assertThat(failure(() -> http.fetch(get(server.host(), "manifests/v1"), 100)).code())
          .isEqualTo("registry-answer");
      assertThat(failure(() -> http.send(get(server.host(), "manifests/v1")).readBody(100)).code())
          .isEqualTo("registry-answer");
    }
  }

  @Test
  void reads_a_small_body_within_the_retries() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  peer.say(OK + "Content-Length: 5\r\n\r\n" + (peer.number() < 3 ? "he" : "hello"));
                });
        RegistryHttp http = plain(server.host()).build()) {
      assertThat(http.fetch(get(server.host(), "manifests/v1"), 10).readBody(10)).hasSize(5);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void asks_head_for_the_length_only() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer ->
                    peer.sayAlways(
                        OK + "Content-Length: 12345\r\nDocker-Content-Digest: sha256:ab\r\n\r\n"));
        RegistryHttp http = plain(server.host()).build()) {
      Repository web = new Repository(server.host(), "release/web");
      for (int i = 0; i < 2; i++) {
        try (RegistryResponse response =
            http.send(RegistryRequest.of("HEAD", web, "manifests/v1").build())) {
          assertThat(response.contentLength()).hasValue(12345);
          assertThat(response.header("docker-content-digest")).contains("sha256:ab");
          assertThat(response.body().read()).isEqualTo(-1);
        }
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void sends_the_fields_that_were_asked_for() throws Exception {
    List<String> heads = new ArrayList<>();
    try (RawServer server =
            RawServer.start(
                peer -> {
                  heads.add(peer.head());
                  peer.say("HTTP/1.1 206 Partial\r\nContent-Length: 0\r\n\r\n");
                });
        RegistryHttp http = plain(server.host()).userAgent("hotfix/1").build()) {
      Repository web = new Repository(server.host(), "release/web");
      http.send(
              RegistryRequest.of("GET", web, "blobs/sha256:ab")
                  .accept(List.of("a/b", "c/d"))
                  .range(7)
                  .build())
          .close();
      assertThat(heads.get(0))
          .startsWith("GET /v2/release/web/blobs/sha256:ab HTTP/1.1\r\n")
          .contains("\r\nHost: " + server.host() + "\r\n")
          .contains(
              "\r\nAccept: a/b, c/d\r\n", "\r\nRange: bytes=7-\r\n", "\r\nUser-Agent: hotfix/1\r\n")
          .doesNotContain("Authorization", "Content-Length", "Cookie");
    }
  }
}
