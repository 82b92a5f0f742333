package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OssMultipartTest {

  private static final String CRC = "x-oss-hash-crc64ecma";
  private static final String FORBID = "x-oss-forbid-overwrite: true";
  private static final byte[] LARGE = new byte[102_400];
  private static final byte[] SMALL = "0123456789".getBytes(StandardCharsets.UTF_8);
  private static final Pattern ETAG = Pattern.compile("<ETag>&quot;([^&]+)");

  private final OssServer server = OssServer.builder().buckets("release", "archive").start();
  private final OssBucket bucket = server.bucket();
  private final OssRawClient client = OssRawClient.of(server);

  @AfterEach
  void close() {
    server.close();
  }

  private String etag(String key, String id, int number, byte[] bytes) throws IOException {
    Answer answer = client.part(key, id, number, bytes);
    assertThat(answer.header(CRC)).isEqualTo(Long.toUnsignedString(Crc64Sum.of(bytes)));
    return number + "=" + answer.header("ETag");
  }

  @Test
  void makes_an_object_of_its_parts_and_keeps_what_the_start_said() throws IOException {
    String id = client.initiate("k", "x-oss-meta-sha256: abc", "Content-Type: text/plain");
    List<String> parts = List.of(etag("k", id, 2, LARGE), etag("k", id, 7, SMALL));
    assertThat(client.head("k").status()).isEqualTo(404);
    Answer done = client.complete("k", id, parts);
    assertThat(done.status()).isEqualTo(200);
    byte[] whole = Arrays.copyOf(LARGE, LARGE.length + SMALL.length);
    System.arraycopy(SMALL, 0, whole, LARGE.length, SMALL.length);
    assertThat(done.header(CRC)).isEqualTo(Long.toUnsignedString(Crc64Sum.of(whole)));
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(whole);
    Answer head = client.head("k");
    assertThat(head.header("ETag")).matches("\"[0-9A-F]{32}-2\"").isEqualTo(done.header("ETag"));
    assertThat(head.header("x-oss-meta-sha256")).isEqualTo("abc");
    assertThat(head.header("Content-Type")).isEqualTo("text/plain");
    assertThat(head.header("x-oss-object-type")).isEqualTo("Multipart");
    refused(client.complete("k", id, parts), 404, "NoSuchUpload");
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.text()).contains("<Code>" + code + "</Code>");
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void binds_an_upload_to_its_key() throws IOException {
    String id = client.initiate("k");
    String part = etag("k", id, 1, SMALL);
    refused(client.part("other", id, 1, SMALL), 404, "NoSuchUpload");
    refused(client.complete("other", id, List.of(part)), 404, "NoSuchUpload");
    refused(client.send("GET", "other", "uploadId=" + id, new byte[0]), 404, "NoSuchUpload");
    refused(client.send("DELETE", "other", "uploadId=" + id, new byte[0]), 404, "NoSuchUpload");
    assertThat(server.bucket("archive").uploads()).isEmpty();
    assertThat(client.complete("k", id, List.of(part)).status()).isEqualTo(200);
  }

  @Test
  void refuses_lists_of_parts_that_are_wrong() throws IOException {
    String id = client.initiate("k");
    String first = etag("k", id, 1, LARGE);
    String second = etag("k", id, 2, SMALL);
    String third = etag("k", id, 3, LARGE);
    refused(client.complete("k", id, List.of(third, first)), 400, "InvalidPartOrder");
    refused(client.complete("k", id, List.of(first, first)), 400, "InvalidPartOrder");
    refused(client.complete("k", id, List.of(first, "4=" + first)), 400, "InvalidPart");
    refused(
        client.complete("k", id, List.of(first, third.replace("3=", "2="))), 400, "InvalidPart");
    refused(client.complete("k", id, List.of(first, second, third)), 400, "EntityTooSmall");
    refused(client.complete("k", id, List.of()), 400, "MalformedXML");
    refused(client.part("k", id, 0, SMALL), 400, "InvalidArgument");
    refused(client.part("k", id, 10_001, SMALL), 400, "InvalidArgument");
    assertThat(bucket.keys()).isEmpty();
    assertThat(client.complete("k", id, List.of(first, third)).status()).isEqualTo(200);
  }

  @Test
  void checks_for_objects_at_the_start_and_at_the_end_only_when_told() throws IOException {
    String id = client.initiate("k", FORBID);
    List<String> parts = List.of(etag("k", id, 1, SMALL));
    bucket.put("k", LARGE);
    refused(client.send("POST", "k", "uploads", new byte[0], FORBID), 409, "FileAlreadyExists");
    refused(client.complete("k", id, parts, FORBID), 409, "FileAlreadyExists");
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(LARGE);
    assertThat(bucket.uploads()).hasSize(1);
    assertThat(client.complete("k", id, parts).status()).isEqualTo(200);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(SMALL);
  }

  @Test
  void forgets_parts_that_are_replaced_or_given_up() throws IOException {
    String id = client.initiate("k");
    etag("k", id, 1, LARGE);
    etag("k", id, 1, new byte[102_401]);
    assertThat(bucket.uploads().get(0).parts())
        .singleElement()
        .satisfies(part -> assertThat(part.size()).isEqualTo(102_401));
    assertThat(files()).isEqualTo(1);
    assertThat(client.send("DELETE", "k", "uploadId=" + id, new byte[0]).status()).isEqualTo(204);
    assertThat(files()).isZero();
    refused(client.part("k", id, 2, SMALL), 404, "NoSuchUpload");
    String expired = client.initiate("k");
    bucket.abort(expired);
    refused(client.part("k", expired, 1, SMALL), 404, "NoSuchUpload");
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(server.folder())) {
      return files.count();
    }
  }

  @Test
  void lists_parts_and_uploads_by_pages() throws IOException {
    String first = client.initiate("a");
    String second = client.initiate("b");
    etag("a", first, 2, LARGE);
    etag("a", first, 5, SMALL);
    String page = client.send("GET", "a", "max-parts=1&uploadId=" + first, new byte[0]).text();
    assertThat(page)
        .contains(
            "<PartNumber>2<", "<IsTruncated>true<", "<NextPartNumberMarker>2<", "<Size>102400<")
        .doesNotContain("<PartNumber>5<");
    String query = "part-number-marker=2&uploadId=" + first;
    String rest = client.send("GET", "a", query, new byte[0]).text();
    assertThat(rest).contains("<PartNumber>5<", "<IsTruncated>false<");
    String uploads = client.send("GET", "", "max-uploads=1&uploads", new byte[0]).text();
    assertThat(uploads).contains(first, "<IsTruncated>true<", "<NextKeyMarker>a<");
    String next = "key-marker=a&upload-id-marker=" + first + "&uploads";
    assertThat(client.send("GET", "", next, new byte[0]).text())
        .contains("<UploadId>" + second)
        .doesNotContain("<UploadId>" + first);
  }

  @Test
  void copies_an_object_under_conditions() throws IOException {
    client.put("a b", LARGE, "x-oss-meta-sha256: abc");
    String etag = bucket.object("a b").orElseThrow().etag();
    String source = "x-oss-copy-source: /release/a%20b";
    String match = "x-oss-copy-source-if-match: ";
    refused(client.put("c", new byte[0], source, match + "\"0\""), 412, "PreconditionFailed");
    Answer copied = client.put("c", new byte[0], source, match + etag, FORBID);
    assertThat(copied.text()).contains("CopyObjectResult", etag);
    assertThat(copied.header(CRC)).isEqualTo(Long.toUnsignedString(Crc64Sum.of(LARGE)));
    bucket.delete("a b");
    assertThat(client.get("c").body()).isEqualTo(LARGE);
    assertThat(client.head("c").header("x-oss-meta-sha256")).isEqualTo("abc");
    refused(client.put("d", new byte[0], source), 404, "NoSuchKey");
    String itself = "x-oss-copy-source: /release/c";
    bucket.put("d", SMALL);
    refused(client.put("d", new byte[0], itself, FORBID), 409, "FileAlreadyExists");
    assertThat(bucket.object("d").orElseThrow().bytes()).isEqualTo(SMALL);
  }

  @Test
  void copies_have_no_crc_when_told() throws IOException {
    bucket.copiesHaveCrc(false).put("a", LARGE);
    String source = "x-oss-copy-source: /release/a";
    assertThat(client.put("b", new byte[0], source).header(CRC)).isEmpty();
    assertThat(client.head("b").header(CRC)).isEmpty();
    assertThat(client.get("b").header(CRC)).isEmpty();
    assertThat(client.head("a").header(CRC)).isNotEmpty();
    assertThat(bucket.object("b").orElseThrow().crc64()).isEmpty();
    String id = client.initiate("c");
    Answer part = client.part("c", id, 1, new byte[0], source);
    assertThat(part.header(CRC)).isEmpty();
    assertThat(client.complete("c", id, List.of("1=" + etagOf(part))).header(CRC)).isEmpty();
    assertThat(client.head("c").header(CRC)).isEmpty();
  }

  private static String etagOf(Answer answer) {
    Matcher matcher = ETAG.matcher(answer.text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void makes_parts_of_ranges_of_objects() throws IOException {
    bucket.put("a", SMALL);
    String source = "x-oss-copy-source: /release/a";
    String id = client.initiate("b");
    String range = "x-oss-copy-source-range: bytes=2-4";
    Answer part = client.part("b", id, 1, new byte[0], source, range);
    assertThat(part.text()).contains("CopyPartResult");
    String beyond = "x-oss-copy-source-range: bytes=2-10";
    refused(client.part("b", id, 2, new byte[0], source, beyond), 416, "InvalidRange");
    Answer done = client.complete("b", id, List.of("1=" + etagOf(part)));
    assertThat(done.header(CRC))
        .isEqualTo(Long.toUnsignedString(Crc64Sum.of("234".getBytes(StandardCharsets.UTF_8))));
    assertThat(client.get("b").text()).isEqualTo("234");
  }
}
