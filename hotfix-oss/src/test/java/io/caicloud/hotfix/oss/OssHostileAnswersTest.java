package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are none of OSS, or too large, or cut, harm nobody. */
@Timeout(60)
final class OssHostileAnswersTest extends StoreOnServer {

  @ParameterizedTest
  @EnumSource(
      names = {
        "HEAD_OBJECT",
        "GET_OBJECT",
        "GET_BUCKET_VERSIONING",
        "LIST_OBJECTS_V2",
        "PUT_OBJECT"
      })
  void takes_no_page_of_a_portal_for_an_answer(OssOperation operation) {
    bucket.put("there", bytes(5, 5));
    server.faults().always(OssRequest.is(operation), OssFault.htmlPage(200));
    OssStore store = store();
    String code =
        codeOf(
            () -> {
              put(store, KEY, SMALL);
              store.list("", "");
              read(store, KEY);
            });
    assertThat(code).isEqualTo("store-unreachable");
    assertThat(count(operation)).isEqualTo(4);
  }

  private static byte[] read(OssStore store, StoreKey key) {
    long size = store.stat(key).orElseThrow().size();
    try {
      return Channels.newInputStream(store.open(key, 0, size)).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 70_000})
  void goes_on_where_an_object_was_cut(long bytes) {
    byte[] object = bytes(200_000, 1);
    bucket.put(KEY.value(), object);
    server.faults().next(2, OssRequest.is(OssOperation.GET_OBJECT), OssFault.truncateAfter(bytes));
    assertThat(read(store(), KEY)).isEqualTo(object);
    assertThat(count(OssOperation.GET_OBJECT)).isEqualTo(3);
  }

  @Test
  void says_so_when_an_object_is_always_cut() {
    bucket.put(KEY.value(), bytes(200_000, 1));
    server.faults().always(OssRequest.is(OssOperation.GET_OBJECT), OssFault.truncateAfter(0));
    assertThat(codeOf(() -> read(store(), KEY))).isIn("store-damaged", "store-unreachable");
  }

  @Test
  void joins_no_pieces_of_two_objects() {
    bucket.put(KEY.value(), bytes(200_000, 1));
    byte[] other = bytes(200_000, 9);
    server.faults().next(1, OssRequest.is(OssOperation.GET_OBJECT), OssFault.truncateAfter(9999));
    server
        .faults()
        .next(
            1,
            OssRequest.is(OssOperation.GET_OBJECT),
            OssFault.before(() -> bucket.put(KEY.value(), other)));
    assertThat(codeOf(() -> read(store(), KEY))).isEqualTo("store-damaged");
  }

  /** Answer every request on every connection with the same bytes. */
  private static void answering(ServerSocket socket, Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try (Socket client = socket.accept()) {
                  client.getInputStream().read(new byte[65536]);
                  answer.write(client.getOutputStream());
                } catch (IOException e) {
                  if (socket.isClosed()) {
                    return;
                  }
                }
              }
            },
            "hostile-server");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nx-oss-request-id: 1\r\nContent-Type: application/xml\r\n";

  private void isUnreachable(Answer answer) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      answering(socket, answer);
      OssStore store =
          open(
              builder()
                  .endpoint("http://127.0.0.1:" + socket.getLocalPort())
                  .attempts(2, Duration.ZERO)
                  .deadline(Duration.ofSeconds(5)));
      assertThat(codeOf(() -> store.list("", ""))).isEqualTo("store-unreachable");
    }
  }

  @Test
  void reads_no_answer_without_end() throws Exception {
    byte[] line = "<Contents><Key>k</Key></Contents>\n".repeat(1000).getBytes(ISO_8859_1);
    isUnreachable(
        out -> {
          write(out, HEAD + "Connection: close\r\n\r\n<ListBucketResult>");
          while (true) {
            out.write(line);
          }
        });
  }

  @Test
  void reads_no_headers_without_end() throws Exception {
    isUnreachable(
        out -> {
          write(out, HEAD);
          while (true) {
            write(out, "x-oss-meta-more: more\r\n".repeat(1000));
          }
        });
    isUnreachable(
        out -> {
          write(out, HEAD + "x-long: ");
          while (true) {
            write(out, "x".repeat(100_000));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not xml",
        "<a><b></a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ListBucketResult>&x;"
            + "</ListBucketResult>",
        "<ListBucketResult><MaxKeys>x</MaxKeys></ListBucketResult>",
        "<ListBucketResult><Contents><Size>x</Size></Contents></ListBucketResult>"
      })
  void takes_nothing_from_what_it_cannot_read(String body) throws Exception {
    isUnreachable(out -> write(out, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body));
  }

  @Test
  void takes_no_whole_object_for_the_range_it_asked_for() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      answering(
          socket, out -> write(out, HEAD + "Content-Length: 10\r\nETag: \"e\"\r\n\r\n0123456789"));
      OssStore store =
          open(
              builder()
                  .endpoint("http://127.0.0.1:" + socket.getLocalPort())
                  .attempts(2, Duration.ZERO));
      assertThat(codeOf(() -> Channels.newInputStream(store.open(KEY, 3, 4)).readAllBytes()))
          .isEqualTo("store-unreachable");
    }
  }

  @Test
  void lists_keys_that_are_none_of_a_store() {
    for (String name : new String[] {"/a", "a//b", "a/../b", "dir/", "good", "100%zz"}) {
      bucket.put("in/" + name, bytes(1, 1));
    }
    bucket.put("elsewhere", bytes(1, 1));
    OssStore store = open(builder().prefix("in"));
    var page = store.list("", "");
    assertThat(page.objects().stream().map(object -> object.key().value()))
        .containsExactly("100%zz", "good");
    assertThat(page.unusable())
        .containsExactlyInAnyOrder("in//a", "in/a//b", "in/a/../b", "in/dir/");
  }
}
