package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.OssBucket.Versioning;
import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OssServerTest {

  private static final String CRC = "x-oss-hash-crc64ecma";
  private static final String FORBID = "x-oss-forbid-overwrite: true";
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

  private final OssServer server = OssServer.start();
  private final OssBucket bucket = server.bucket();
  private final OssRawClient client = OssRawClient.of(server);

  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tells_the_crc_and_the_etag_of_what_it_was_given() throws IOException {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    Answer put = client.put("k", digits, "x-oss-meta-sha256: abc");
    assertThat(put.header(CRC)).isEqualTo(Long.toUnsignedString(0x995dc9bbdf1939faL));
    assertThat(put.header("ETag")).isEqualTo("\"25F9E794323B453885F5181F1B624D0B\"");
    Answer head = client.head("k");
    assertThat(head.header(CRC)).isEqualTo(put.header(CRC));
    assertThat(head.header("Content-Length")).isEqualTo("9");
    assertThat(head.header("x-oss-meta-sha256")).isEqualTo("abc");
    assertThat(head.header("x-oss-object-type")).isEqualTo("Normal");
    assertThat(bucket.object("k").orElseThrow().crc64()).hasValue(put.header(CRC));
  }

  @Test
  void names_the_error_of_a_head_in_a_header() throws IOException {
    Answer head = client.head("nothing");
    assertThat(head.status()).isEqualTo(404);
    byte[] error = Base64.getDecoder().decode(head.header("x-oss-err"));
    assertThat(new String(error, StandardCharsets.UTF_8)).contains("<Code>NoSuchKey</Code>");
  }

  @Test
  void gives_ranges_with_the_crc_of_the_whole() throws IOException {
    bucket.put("k", BYTES);
    String whole = client.get("k").header(CRC);
    Answer middle = client.get("k", "Range: bytes=2-4");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("234");
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(middle.header(CRC)).isEqualTo(whole);
    assertThat(client.get("k", "Range: bytes=7-").text()).isEqualTo("789");
    assertThat(client.get("k", "Range: bytes=-2").text()).isEqualTo("89");
    Answer senseless = client.get("k", "Range: bytes=10-20");
    assertThat(senseless.status()).isEqualTo(200);
    assertThat(senseless.body()).isEqualTo(BYTES);
    String standard = "x-oss-range-behavior: standard";
    assertThat(client.get("k", "Range: bytes=10-20", standard).status()).isEqualTo(416);
    assertThat(client.get("k", "Range: bytes=8-20", standard).text()).isEqualTo("89");
  }

  @Test
  void refuses_bytes_whose_md5_is_another() throws Exception {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(BYTES);
    String right = "Content-MD5: " + Base64.getEncoder().encodeToString(md5);
    Answer other = client.put("k", new byte[10], right);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text()).contains("<Code>InvalidDigest</Code>");
    assertThat(client.put("k", BYTES, "Content-MD5: nonsense!").text()).contains("InvalidDigest");
    assertThat(bucket.keys()).isEmpty();
    assertThat(client.put("k", BYTES, right).status()).isEqualTo(200);
  }

  @Test
  void overwrites_unless_forbidden() throws IOException {
    assertThat(client.put("k", BYTES, FORBID).status()).isEqualTo(200);
    Answer again = client.put("k", new byte[3], FORBID);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("<Code>FileAlreadyExists</Code>");
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(client.put("k", new byte[3]).status()).isEqualTo(200);
    assertThat(bucket.object("k").orElseThrow().size()).isEqualTo(3);
  }

  @Test
  void overwrites_though_forbidden_where_versions_are_or_were_kept() throws IOException {
    String asked = "<VersioningConfiguration>";
    assertThat(bucketGet("versioning").text()).contains(asked + "</");
    for (Versioning versioning : List.of(Versioning.ENABLED, Versioning.SUSPENDED)) {
      bucket.versioning(versioning).put("k", BYTES);
      assertThat(bucketGet("versioning").text())
          .containsIgnoringCase(asked + "<Status>" + versioning + "</Status>");
      assertThat(client.put("k", new byte[3], FORBID).status()).isEqualTo(200);
      assertThat(bucket.object("k").orElseThrow().size()).isEqualTo(3);
    }
    assertThat(client.initiate("k", FORBID)).isNotEmpty();
  }

  private Answer bucketGet(String query) throws IOException {
    return client.send("GET", "", query, new byte[0]);
  }

  @Test
  void lets_nothing_appear_of_a_body_that_breaks_off() throws IOException {
    byte[] half = new byte[400_000];
    String[] signed = OssSigner.of(server).headers("PUT", "/release/k", "");
    String[] longer = Arrays.copyOf(signed, signed.length + 1);
    longer[signed.length] = "Content-Length: 800000";
    try (RawClient broken = RawClient.to(server.port())) {
      broken.write("PUT /release/k", new byte[0], longer);
      broken.socket().getOutputStream().write(half);
      server.log().await(entry -> entry.bytesReceived() == half.length, Duration.ofSeconds(20));
    }
    assertThat(client.head("k").status()).isEqualTo(404);
    awaitConnections(0);
    try (Stream<Path> files = Files.list(server.folder())) {
      assertThat(files).isEmpty();
    }
  }

  private void awaitConnections(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.openConnections() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(server.openConnections()).isEqualTo(count);
  }

  @Test
  void shows_an_object_wholly_or_not_at_all_while_it_is_written() throws Exception {
    bucket.put("k", filled(1));
    AtomicInteger read = new AtomicInteger();
    AtomicInteger torn = new AtomicInteger();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  Answer answer = client.get("k");
                  byte[] got = answer.body();
                  boolean whole = Arrays.equals(got, filled(got[0]));
                  String crc = Long.toUnsignedString(Crc64Sum.of(got));
                  torn.addAndGet(whole && answer.header(CRC).equals(crc) ? 0 : 1);
                  read.incrementAndGet();
                }
              } catch (IOException e) {
                torn.incrementAndGet();
              }
            });
    reader.start();
    for (int i = 0; i < 30 || read.get() < 5; i++) {
      assertThat(client.put("k", filled(i % 100)).status()).isEqualTo(200);
    }
    reader.interrupt();
    reader.join();
    assertThat(torn).hasValue(0);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[value % 2 == 0 ? 200_000 : 1000];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void lists_by_the_order_of_bytes_and_encodes_names_when_asked() throws IOException {
    List<String> names = List.of("A", "a b", "a&\u0001", "\uFF5E", "\uD83D\uDE00");
    names.forEach(name -> bucket.put(name, BYTES));
    assertThat(bucket.keys()).containsExactly("A", "a b", "a&\u0001", "\uFF5E", "\uD83D\uDE00");
    String page = bucketGet("encoding-type=url&max-keys=3").text();
    assertThat(page)
        .contains("<Key>a%26%01</Key>", "<EncodingType>url<", "<NextMarker>a%26%01<")
        .contains("<IsTruncated>true<")
        .doesNotContain("xmlns")
        .doesNotContain("%EF%BD%9E");
    String rest = bucketGet("encoding-type=url&marker=a%26%01").text();
    assertThat(rest).contains("%EF%BD%9E", "%F0%9F%98%80", "<IsTruncated>false<");
    assertThat(bucketGet("max-keys=1001").text()).contains("InvalidArgument");
  }

  @Test
  void finds_the_bucket_in_path_host_and_target() {
    assertThat(target("/release/a%20b+c", "127.0.0.1:80")).isEqualTo("release|a b+c");
    assertThat(target("/a/b", "release.oss-cn-hangzhou.aliyuncs.com")).isEqualTo("release|a/b");
    assertThat(target("http://release.x.com/a", "release.x.com")).isEqualTo("release|a");
    assertThat(target("http://127.0.0.1:1/release", "127.0.0.1:1")).isEqualTo("release|");
    assertThat(target("/", "127.0.0.1")).isEqualTo("|");
  }

  private static String target(String path, String host) {
    RegistryRequest request =
        new RegistryRequest(RegistryRequest.Host.STORAGE, "GET", path, "", Map.of("host", host));
    OssTarget target = OssTarget.of(request, Set.of("release"));
    return target.bucket() + "|" + target.key();
  }

  @Test
  void refuses_names_and_buckets_that_cannot_be() throws IOException {
    assertThat(client.put("/k", BYTES).text()).contains("InvalidObjectName");
    assertThat(client.put("\\k", BYTES).text()).contains("InvalidObjectName");
    assertThat(client.put("k".repeat(1024), BYTES).text()).contains("InvalidObjectName");
    String[] signed = OssSigner.of(server).headers("GET", "/other/k", "");
    assertThat(OssRawClient.unsigned(server, "GET /other/k", new byte[0], signed).text())
        .contains("NoSuchBucket");
    assertThat(client.send("GET", "k", "acl", new byte[0]).status()).isEqualTo(501);
  }

  @Test
  void speaks_tls() throws IOException {
    TestCertificates certificates = TestCertificates.in(folder);
    SSLContext trust = certificates.clientContext();
    try (OssServer secured = OssServer.builder().https(certificates.serverContext()).start();
        RawClient raw =
            new RawClient(
                trust.getSocketFactory().createSocket(SocketListener.loopback(), secured.port()))) {
      secured.bucket().put("k", BYTES);
      String[] signed = OssSigner.of(secured).headers("GET", "/release/k", "");
      assertThat(raw.send("GET /release/k", new byte[0], signed).body()).isEqualTo(BYTES);
      assertThat(secured.endpoint()).hasScheme("https");
    }
  }

  @Test
  void discards_large_bodies_but_knows_their_sums() throws IOException {
    try (OssServer measured = OssServer.builder().discardBytes().smallestPart(1).start()) {
      OssRawClient raw = OssRawClient.of(measured);
      byte[] large = filled(4);
      String id = raw.initiate("k");
      String first = raw.part("k", id, 1, large).header("ETag");
      String second = raw.part("k", id, 2, BYTES).header("ETag");
      byte[] whole = Arrays.copyOf(large, large.length + BYTES.length);
      System.arraycopy(BYTES, 0, whole, large.length, BYTES.length);
      Answer done = raw.complete("k", id, List.of("1=" + first, "2=" + second));
      assertThat(done.header(CRC)).isEqualTo(Long.toUnsignedString(Crc64Sum.of(whole)));
      assertThat(raw.head("k").header("Content-Length")).isEqualTo("200010");
      assertThat(raw.get("k").status()).isEqualTo(501);
      raw.put("k.sha256", BYTES);
      assertThat(raw.get("k.sha256").body()).isEqualTo(BYTES);
      try (Stream<Path> files = Files.list(measured.folder())) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void leaves_no_thread_socket_or_file() throws IOException {
    OssServer other = OssServer.start();
    OssRawClient.of(other).put("k", filled(2));
    Path files = other.folder();
    assertThat(files).isNotEmptyDirectory();
    try (RawClient open = RawClient.to(other.port())) {
      assertThat(open.socket().isConnected()).isTrue();
      other.close();
    }
    assertThat(files).doesNotExist();
    assertThat(RawClient.refuses(other.port())).isTrue();
  }
}
