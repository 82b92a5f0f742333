package io.caicloud.hotfix.testing;

import static io.caicloud.hotfix.testing.OssOperation.COMPLETE_MULTIPART_UPLOAD;
import static io.caicloud.hotfix.testing.OssOperation.COPY_OBJECT;
import static io.caicloud.hotfix.testing.OssOperation.GET_OBJECT;
import static io.caicloud.hotfix.testing.OssOperation.INITIATE_MULTIPART_UPLOAD;
import static io.caicloud.hotfix.testing.OssOperation.PUT_OBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.testing.RawClient.Answer;
import io.caicloud.hotfix.testing.RawClient.End;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OssFaultsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String CRC = "x-oss-hash-crc64ecma";
  private static final String FORBID = "x-oss-forbid-overwrite: true";
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

  private final OssServer server = OssServer.builder().smallestPart(1).start();
  private final OssBucket bucket = server.bucket();
  private final OssFaults faults = server.faults();
  private final OssRawClient client = OssRawClient.of(server);

  @AfterEach
  void close() {
    server.close();
  }

  private String lastFault() {
    List<OssLog.Entry> entries = server.log().entries();
    return entries.get(entries.size() - 1).fault();
  }

  @Test
  void only_the_named_requests_meet_a_fault_and_only_so_often() throws IOException {
    faults.next(2, OssRequest.is(PUT_OBJECT, "a"), OssFault.error(503, "ServiceUnavailable"));
    List<Integer> statuses = new ArrayList<>();
    for (String key : List.of("b", "a", "a", "a")) {
      statuses.add(client.put(key, BYTES).status());
    }
    assertThat(statuses).containsExactly(200, 503, 503, 200);
    assertThat(server.log().entries())
        .extracting(OssLog.Entry::fault)
        .containsExactly("", "error 503 ServiceUnavailable", "error 503 ServiceUnavailable", "");
    assertThat(client.get("a").status()).isEqualTo(200);
  }

  @Test
  void a_numbered_part_and_a_later_call_meet_a_fault_until_it_is_cleared() throws IOException {
    String id = client.initiate("k");
    faults.after(1, OssRequest.isPart(2), OssFault.error(500, "InternalError"));
    assertThat(client.part("k", id, 1, BYTES).status()).isEqualTo(200);
    assertThat(client.part("k", id, 2, BYTES).status()).isEqualTo(200);
    Answer second = client.part("k", id, 2, BYTES);
    assertThat(second.status()).isEqualTo(500);
    assertThat(second.text()).contains("<Code>InternalError</Code>");
    assertThat(client.part("k", id, 2, BYTES).status()).isEqualTo(200);
    faults.always(OssRequest::writes, OssFault.error(500, "InternalError"));
    assertThat(client.put("k", BYTES).status()).isEqualTo(500);
    faults.clear();
    assertThat(client.put("k", BYTES).status()).isEqualTo(200);
  }

  @Test
  void random_faults_follow_the_seed() throws IOException {
    List<Integer> first = randomStatuses(42);
    assertThat(randomStatuses(42)).isEqualTo(first).contains(404, 500, 503);
    assertThat(randomStatuses(43)).isNotEqualTo(first);
  }

  private List<Integer> randomStatuses(long seed) throws IOException {
    faults.clear();
    List<OssFault> choice =
        List.of(OssFault.error(500, "InternalError"), OssFault.error(503, "ServiceUnavailable"));
    faults.random(seed, 0.4, OssRequest.is(GET_OBJECT), choice);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      statuses.add(client.get("nothing").status());
    }
    return statuses;
  }

  @Test
  void a_reset_before_or_in_the_body_leaves_nothing() throws IOException {
    byte[] large = new byte[500_000];
    for (long read : new long[] {0, 1000, 300_000}) {
      faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.resetAfterReading(read));
      assertThatThrownBy(() -> client.put("k", large)).isInstanceOf(IOException.class);
      assertThat(lastFault()).isEqualTo("reset after reading " + read);
      OssLog.Entry entry = server.log().entries().get(server.log().entries().size() - 1);
      assertThat(entry.bytesReceived()).isEqualTo(read);
      assertThat(entry.status()).isZero();
    }
    assertThat(bucket.keys()).isEmpty();
    assertThat(client.put("k", large, FORBID).status()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_leaves_what_was_done() throws IOException {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.resetAfterDoing());
    assertThatThrownBy(() -> client.put("k", BYTES, FORBID)).isInstanceOf(SocketException.class);
    assertThat(client.put("k", BYTES, FORBID).status()).isEqualTo(409);
    faults.next(1, OssRequest.is(COPY_OBJECT), OssFault.closeAfterDoing());
    String source = "x-oss-copy-source: /release/k";
    assertThatThrownBy(() -> client.put("c", new byte[0], source))
        .hasMessageContaining("closed before an answer");
    assertThat(bucket.keys()).containsExactly("c", "k");
    faults.next(1, OssRequest.is(INITIATE_MULTIPART_UPLOAD), OssFault.closeAfterDoing());
    assertThatThrownBy(() -> client.initiate("m")).isInstanceOf(IOException.class);
    assertThat(bucket.uploads()).hasSize(1);
    String id = client.initiate("m");
    String etag = client.part("m", id, 1, BYTES).header("ETag");
    faults.next(1, OssRequest.is(COMPLETE_MULTIPART_UPLOAD), OssFault.resetAfterDoing());
    assertThatThrownBy(() -> client.complete("m", id, List.of("1=" + etag)))
        .isInstanceOf(IOException.class);
    assertThat(client.complete("m", id, List.of("1=" + etag)).text()).contains("NoSuchUpload");
    assertThat(bucket.object("m").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  @Test
  void an_error_may_come_though_all_was_done() throws IOException {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.errorAfterDoing(500, "InternalError"));
    assertThat(client.put("k", BYTES).status()).isEqualTo(500);
    assertThat(bucket.keys()).containsExactly("k");
  }

  @Test
  void an_early_error_comes_before_the_body_was_read() throws IOException {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.earlyError(503, "ServiceUnavailable"));
    String[] signed = OssSigner.of(server).headers("PUT", "/release/k", "");
    String[] longer = Arrays.copyOf(signed, signed.length + 1);
    longer[signed.length] = "Content-Length: 1000000";
    try (RawClient raw = RawClient.to(server.port())) {
      raw.write("PUT /release/k", new byte[0], longer);
      Answer answer = raw.read(false, Long.MAX_VALUE);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
    assertThat(server.log().entries().get(0).bytesReceived()).isZero();
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void a_request_hangs_unread_until_it_is_let_go() throws Exception {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.hang());
    String[] signed = OssSigner.of(server).headers("PUT", "/release/k", "");
    String[] longer = Arrays.copyOf(signed, signed.length + 1);
    longer[signed.length] = "Content-Length: 67108864";
    AtomicBoolean wrote = new AtomicBoolean();
    try (RawClient raw = RawClient.to(server.port())) {
      raw.write("PUT /release/k", new byte[0], longer);
      OutputStream out = raw.socket().getOutputStream();
      Thread writer =
          new Thread(
              () -> {
                try {
                  out.write(new byte[67_108_864]);
                  wrote.set(true);
                } catch (IOException e) {
                  wrote.set(false);
                }
              });
      writer.start();
      server.log().await(entry -> entry.fault().equals("hang"), LIMIT);
      faults.release();
      writer.join(LIMIT.toMillis());
      assertThat(writer.isAlive()).isFalse();
    }
    assertThat(wrote).isFalse();
    assertThat(server.log().entries().get(0).bytesReceived()).isZero();
  }

  @Test
  void the_end_of_the_server_frees_what_hangs() throws IOException {
    faults.always(request -> true, OssFault.hang());
    try (RawClient raw = RawClient.to(server.port())) {
      raw.write("GET /release/k", new byte[0]);
      server.log().await(entry -> entry.fault().equals("hang"), LIMIT);
      server.close();
      assertThat(server.openConnections()).isZero();
    }
  }

  @Test
  void an_answer_may_never_come_though_all_was_done() throws IOException {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.hangAfterDoing());
    String[] signed = OssSigner.of(server).headers("PUT", "/release/k", "");
    try (RawClient raw = RawClient.to(server.port())) {
      raw.write("PUT /release/k", BYTES, signed);
      server.log().await(entry -> entry.bytesReceived() == BYTES.length, LIMIT);
      raw.socket().setSoTimeout(50);
      assertThatThrownBy(() -> raw.read(false, 1)).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(client.get("k").body()).isEqualTo(BYTES);
  }

  @Test
  void a_byte_changed_on_its_way_in_is_kept_unless_md5_came_along() throws Exception {
    byte[] md5 = OssVault.md5().digest(BYTES);
    faults.next(2, OssRequest.is(PUT_OBJECT), OssFault.flipReceivedByte(3));
    String header = "Content-MD5: " + Base64.getEncoder().encodeToString(md5);
    assertThat(client.put("k", BYTES, header).text()).contains("InvalidDigest");
    assertThat(bucket.keys()).isEmpty();
    Answer kept = client.put("k", BYTES);
    byte[] changed = "0122456789".getBytes(StandardCharsets.UTF_8);
    assertThat(kept.header(CRC)).isEqualTo(Long.toUnsignedString(Crc64Sum.of(changed)));
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(changed);
  }

  @Test
  void answers_may_be_changed_cut_short_or_without_a_crc() throws IOException {
    bucket.put("k", BYTES);
    String right = client.get("k").header(CRC);
    assertThat(faulty(OssFault.flipSentByte(0)).text()).isEqualTo("1123456789");
    assertThat(faulty(OssFault.wrongCrc()).header(CRC)).isNotEmpty().isNotEqualTo(right);
    assertThat(faulty(OssFault.noCrc()).header(CRC)).isEmpty();
    Answer cut = faulty(OssFault.truncateAfter(4));
    assertThat(cut.text()).isEqualTo("0123");
    assertThat(cut.header("Content-Length")).isEqualTo("10");
    assertThat(cut.end()).isEqualTo(End.CLOSED);
    assertThat(faulty(OssFault.htmlPage(200)).text()).contains("<html>");
    assertThat(faulty(OssFault.sendSlowly(1000)).body()).isEqualTo(BYTES);
    bucket.put("k", new byte[2_000_000]);
    assertThat(faulty(OssFault.resetAfterSending(1_000_000)).end()).isEqualTo(End.RESET);
    assertThat(client.get("k").end()).isEqualTo(End.COMPLETE);
  }

  private Answer faulty(OssFault fault) throws IOException {
    faults.next(1, OssRequest.is(GET_OBJECT), fault);
    Answer answer = client.get("k");
    assertThat(lastFault()).isEqualTo(fault.name());
    return answer;
  }

  @Test
  void a_body_may_be_read_slowly() throws IOException {
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.readSlowly(1000));
    assertThat(client.put("k", BYTES).status()).isEqualTo(200);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  @Test
  void a_rival_writes_before_or_after() throws IOException {
    byte[] rival = {1, 2, 3};
    Runnable writes = () -> bucket.put("k", rival);
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.before(writes));
    assertThat(client.put("k", BYTES, FORBID).status()).isEqualTo(409);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(rival);
    bucket.delete("k");
    faults.next(1, OssRequest.is(PUT_OBJECT), OssFault.afterDoing(writes));
    assertThat(client.put("k", BYTES, FORBID).status()).isEqualTo(200);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(rival);
  }

  @Test
  void the_log_counts_bytes_and_names_errors() throws IOException {
    client.put("k", BYTES);
    client.get("k");
    client.get("nothing");
    assertThat(server.log().operations()).containsExactly(PUT_OBJECT, GET_OBJECT, GET_OBJECT);
    assertThat(server.log().bytesUploaded()).isEqualTo(10);
    assertThat(server.log().bytesDownloaded()).isEqualTo(10);
    assertThat(server.log().entries(OssRequest.is(GET_OBJECT)))
        .extracting(OssLog.Entry::code)
        .containsExactly("", "NoSuchKey");
    server.log().clear();
    assertThat(server.log().entries()).isEmpty();
  }
}
