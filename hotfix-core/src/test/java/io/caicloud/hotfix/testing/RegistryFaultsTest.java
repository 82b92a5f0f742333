package io.caicloud.hotfix.testing;

import static io.caicloud.hotfix.testing.RawClient.End.CLOSED;
import static io.caicloud.hotfix.testing.RawClient.End.COMPLETE;
import static io.caicloud.hotfix.testing.RawClient.End.RESET;
import static io.caicloud.hotfix.testing.RawClient.End.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryFaultsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String ACCEPT = "Accept: " + ManifestTypes.OCI_MANIFEST;
  private static final String MANIFEST = "GET /v2/a/manifests/v1";

  private final RegistryServer registry = RegistryServer.start();
  private final TinyImage image = TinyImage.of("a");
  private final byte[] content = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);
  private final Digest digest = registry.content().putBlob("a", content);
  private final String blob = "GET /v2/a/blobs/" + digest;

  @BeforeEach
  void add() {
    registry.add("a", "v1", image);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void only_the_named_requests_meet_a_fault_and_only_so_often() throws IOException {
    registry.faults().next(2, RegistryRequest::isBlob, RegistryFault.status(503));
    assertThat(ask(MANIFEST, ACCEPT).status()).isEqualTo(200);
    assertThat(List.of(ask(blob).status(), ask(blob).status(), ask(blob).status()))
        .containsExactly(503, 503, 200);
    assertThat(registry.log().entries(RegistryRequest::isBlob))
        .extracting(RegistryLog.Entry::fault)
        .containsExactly("status 503", "status 503", "");
  }

  @Test
  void a_later_request_meets_a_fault_and_after_clear_none_does() throws IOException {
    registry
        .faults()
        .after(1, RegistryRequest.matching("GET", "/v2/a/blobs/.*"), RegistryFault.status(500));
    ask(blob.replace("GET", "HEAD"));
    assertThat(List.of(ask(blob).status(), ask(blob).status(), ask(blob).status()))
        .containsExactly(200, 500, 200);
    registry.faults().always(request -> true, RegistryFault.status(404));
    assertThat(ask("GET /v2/").status()).isEqualTo(404);
    assertThat(ask(blob).status()).isEqualTo(404);
    registry.faults().clear();
    assertThat(ask(blob).status()).isEqualTo(200);
  }

  @Test
  void random_faults_follow_the_seed_and_come_at_the_rate() throws IOException {
    List<Integer> first = randomStatuses(42, 0.3);
    assertThat(randomStatuses(42, 0.3)).isEqualTo(first);
    assertThat(randomStatuses(43, 0.3)).isNotEqualTo(first);
    assertThat(first.stream().filter(status -> status != 200).count()).isBetween(15L, 50L);
    assertThat(first).contains(200, 500, 502);
    assertThat(randomStatuses(1, 0)).containsOnly(200);
  }

  private List<Integer> randomStatuses(long seed, double rate) throws IOException {
    registry.faults().clear();
    List<RegistryFault> faults = List.of(RegistryFault.status(500), RegistryFault.status(502));
    registry.faults().random(seed, rate, RegistryRequest::isGet, faults);
    List<Integer> statuses = new ArrayList<>();
    try (RawClient client = RawClient.of(registry)) {
      for (int i = 0; i < 100; i++) {
        statuses.add(client.send("GET /v2/", new byte[0]).status());
      }
    }
    return statuses;
  }

  @Test
  void unauthorized_and_too_many_requests_bring_their_headers() throws IOException {
    Answer refused = faulty(RegistryFault.unauthorized(), blob);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
    Answer later = faulty(RegistryFault.tooManyRequests("7"), blob);
    assertThat(later.status()).isEqualTo(429);
    assertThat(later.header("Retry-After")).isEqualTo("7");
    assertThat(later.text()).contains("TOOMANYREQUESTS");
  }

  @Test
  void unauthorized_repeats_the_challenge_for_a_token() throws IOException {
    try (RegistryServer bearer =
        RegistryServer.builder().auth(RegistryAuth.bearer().anonymousPull(".*")).start()) {
      bearer.faults().always(RegistryRequest::isBlob, RegistryFault.unauthorized());
      assertThat(RawClient.once(bearer, blob).header("WWW-Authenticate"))
          .startsWith("Bearer realm=")
          .endsWith(",scope=\"repository:a:pull\"");
    }
  }

  @Test
  void garbage_and_pages_are_no_json() throws IOException {
    Answer garbage = faulty(RegistryFault.garbage(), MANIFEST);
    assertThat(garbage.header("Content-Type")).isEqualTo(image.manifest().mediaType());
    assertThat(garbage.text()).startsWith("{\"schemaVersion\":2").doesNotContain("}");
    Answer page = faulty(RegistryFault.htmlPage(502), MANIFEST);
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void endless_bodies_have_no_end() throws IOException {
    Answer error = endless(RegistryFault.endlessError(500));
    assertThat(error.status()).isEqualTo(500);
    assertThat(error.text()).contains("{\"errors\":[");
    Answer manifest = endless(RegistryFault.endlessBody());
    assertThat(manifest.status()).isEqualTo(200);
    assertThat(manifest.header("Docker-Content-Digest"))
        .isEqualTo(image.manifest().digest().toString());
  }

  private Answer endless(RegistryFault fault) throws IOException {
    registry.faults().next(1, RegistryRequest::isManifest, fault);
    try (RawClient client = RawClient.of(registry)) {
      client.write(MANIFEST, new byte[0], ACCEPT);
      Answer answer = client.read(false, 10_000_000);
      assertThat(answer.end()).isEqualTo(STOPPED);
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000})
  void a_truncated_body_ends_before_its_announced_length(long bytes) throws IOException {
    Answer answer = faulty(RegistryFault.truncateAfter(bytes), blob);
    assertThat(answer.header("Content-Length")).isEqualTo("200000");
    assertThat(answer.end()).isEqualTo(CLOSED);
    assertThat(answer.body()).hasSize((int) bytes).isEqualTo(Arrays.copyOf(content, (int) bytes));
  }

  @Test
  void a_reset_breaks_the_connection_in_the_body() throws IOException {
    Answer answer = faulty(RegistryFault.resetAfter(5), blob);
    assertThat(answer.end()).isEqualTo(RESET);
    assertThat(answer.body().length).isLessThanOrEqualTo(5);
  }

  @Test
  void a_drop_resets_and_does_nothing_and_a_lost_answer_comes_after_the_work() throws IOException {
    registry.faults().next(1, RegistryRequest::isUpload, RegistryFault.drop());
    registry.faults().next(1, RegistryRequest::isUpload, RegistryFault.loseAnswer());
    for (int started = 0; started < 2; started++) {
      assertThatThrownBy(() -> ask("POST /v2/a/blobs/uploads/"))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(registry.openUploads()).isEqualTo(started);
    }
  }

  @Test
  void a_dropped_request_is_reset_before_its_body_ends() throws IOException {
    URI upload = URI.create(ask("POST /v2/a/blobs/uploads/").header("Location"));
    String target = "PATCH " + upload.getRawPath() + "?" + upload.getRawQuery();
    registry.faults().next(1, RegistryRequest::isUpload, RegistryFault.dropRequestAfter(3));
    try (RawClient client = RawClient.of(registry)) {
      assertThatThrownBy(() -> client.send(target, content)).isInstanceOf(SocketException.class);
    }
    try (RawClient client = RawClient.of(registry)) {
      assertThat(client.send(target.replace("PATCH", "GET"), new byte[0]).header("Range"))
          .isEqualTo("0-0");
    }
  }

  @Test
  void a_stall_sends_a_part_and_holds_the_connection_until_the_client_closes() throws IOException {
    registry.faults().next(1, RegistryRequest::isBlob, RegistryFault.stallAfter(4));
    try (RawClient client = RawClient.of(registry)) {
      client.write(blob, new byte[0]);
      Answer answer = client.read(false, 4);
      assertThat(answer.text()).isEqualTo("0123");
      assertThat(registry.openConnections()).isEqualTo(1);
      client.socket().setSoTimeout(50);
      assertThatThrownBy(() -> client.socket().getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    RegistryLog.Entry entry = registry.log().await(one -> one.bytesSent() == 4, LIMIT);
    assertThat(entry.fault()).isEqualTo("stall after 4");
  }

  @Test
  void a_stall_before_the_answer_ends_when_the_server_closes() throws IOException {
    registry.faults().next(1, RegistryRequest::isBlob, RegistryFault.stall());
    try (RawClient client = RawClient.of(registry)) {
      client.write(blob, new byte[0]);
      registry.log().await(entry -> entry.fault().equals("stall"), LIMIT);
      registry.close();
      assertThat(registry.openConnections()).isZero();
      assertThatThrownBy(() -> client.read(false, 1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_flipped_byte_changes_the_digest_and_nothing_else() throws IOException {
    for (long place : new long[] {0, 150_000, 999_999_999}) {
      Answer answer = faulty(RegistryFault.flipByte(place), blob);
      assertThat(answer.body()).hasSameSizeAs(content);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest.toString());
      int at = (int) Math.min(place, content.length - 1);
      byte[] expected = content.clone();
      expected[at] ^= 1;
      assertThat(answer.body()).isEqualTo(expected);
    }
  }

  @Test
  void a_wrong_digest_header_comes_with_the_right_bytes() throws IOException {
    Answer answer = faulty(RegistryFault.wrongDigestHeader(), MANIFEST);
    assertThat(answer.body()).isEqualTo(image.manifestBytes());
    assertThat(answer.header("Docker-Content-Digest"))
        .startsWith("sha256:")
        .isNotEqualTo(image.manifest().digest().toString());
  }

  @Test
  void a_body_that_is_too_long_has_zeros_at_its_end() throws IOException {
    for (int round = 0; round < 2; round++) {
      Answer answer = faulty(RegistryFault.tooLong(3), blob);
      assertThat(answer.end()).isEqualTo(COMPLETE);
      assertThat(answer.text()).hasSize(200_003).endsWith("789\0\0\0");
    }
  }

  @Test
  void ranges_are_ignored_or_named_wrongly() throws IOException {
    Answer whole = faulty(RegistryFault.ignoreRange(), blob, "Range: bytes=5-");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(content);
    Answer wrong = faulty(RegistryFault.wrongContentRange(), blob, "Range: bytes=199990-");
    assertThat(wrong.status()).isEqualTo(206);
    assertThat(wrong.text()).isEqualTo("0123456789");
    assertThat(wrong.header("Content-Range")).isEqualTo("bytes 1-10/999999999");
  }

  @Test
  void redirects_go_in_a_circle_or_elsewhere() throws IOException {
    Answer loop = faulty(RegistryFault.redirectLoop(), blob);
    assertThat(loop.status()).isEqualTo(307);
    assertThat(loop.header("Location")).isEqualTo(blob.substring(4) + "?again");
    URI elsewhere = URI.create("http://storage.example:1/x");
    assertThat(faulty(RegistryFault.redirectTo(elsewhere), blob).header("Location"))
        .isEqualTo("http://storage.example:1/x");
  }

  @Test
  void schema_1_is_what_it_says_it_is() throws IOException {
    Answer answer = faulty(RegistryFault.schema1(), MANIFEST);
    assertThat(answer.header("Content-Type")).isEqualTo(ManifestTypes.SCHEMA_1);
    assertThat(answer.text()).startsWith("{\"schemaVersion\":1,").endsWith("}");
    assertThat(answer.header("Docker-Content-Digest"))
        .isEqualTo(Digest.of(answer.body()).toString());
  }

  private Answer faulty(RegistryFault fault, String request, String... headers) throws IOException {
    registry.faults().next(1, any -> true, fault);
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(ACCEPT);
    Answer answer = ask(request, all.toArray(String[]::new));
    assertThat(registry.log().entries(any -> true))
        .last()
        .extracting(RegistryLog.Entry::fault)
        .isEqualTo(fault.name());
    return answer;
  }

  private Answer ask(String request, String... headers) throws IOException {
    return RawClient.once(registry, request, headers);
  }
}
