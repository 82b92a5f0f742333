package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are nowhere that somebody reads. */
final class OssSecretsTest extends StoreOnServer {

  private static final String TOKEN = "CAIS" + "token+/=".repeat(60);
  private static final OssCredentials KEY_PAIR = OssCredentials.of("STS.id", "the-secret", TOKEN);

  private static String everything(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    if (failure instanceof HotfixException own) {
      text.append(own.message(Locale.ENGLISH)).append(own.message(Locale.CHINESE));
    }
    return text.toString();
  }

  private static void tellsNothing(String text) {
    assertThat(text)
        .doesNotContain("the-secret")
        .doesNotContain("CAIStoken")
        .doesNotContain("token+/=");
  }

  /** Answer every request with an error that quotes it, as OSS does with StringToSign. */
  private static void quoting(ServerSocket socket, String status, String xml) {
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                  client.getInputStream().read(new byte[65536]);
                  OutputStream out = client.getOutputStream();
                  byte[] body = xml.getBytes(StandardCharsets.UTF_8);
                  String head =
                      status
                          + "\r\nContent-Type: application/xml\r\nx-oss-request-id: "
                          + TOKEN
                          + "\r\nContent-Length: "
                          + body.length
                          + "\r\nConnection: close\r\n\r\n";
                  out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                  out.write(body);
                  out.flush();
                } catch (IOException e) {
                  // The client has gone, or the test is over.
                }
              }
            },
            "quoting-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static final String QUOTE =
      "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message>"
          + "<RequestId>the-secret</RequestId><StringToSign>x-oss-security-token:"
          + TOKEN
          + "</StringToSign><SecurityToken>"
          + TOKEN
          + "</SecurityToken></Error>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 403 Forbidden",
        "HTTP/1.1 400 Bad",
        "HTTP/1.1 500 Error",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 the-secret",
        "the-secret CAIStoken"
      })
  void are_not_told_when_the_service_quotes_them(String status) throws Exception {
    String xml = QUOTE.formatted("Code-the-secret", "y".repeat(190) + TOKEN + " the-secret");
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SdkLog log = SdkLog.open()) {
      quoting(socket, status, xml);
      OssStore store =
          open(
              builder()
                  .endpoint("http://127.0.0.1:" + socket.getLocalPort())
                  .credentials(KEY_PAIR)
                  .attempts(2, Duration.ZERO));
      tellsNothing(everything(failure(() -> store.list("", ""))));
      tellsNothing(everything(failure(() -> put(store, KEY, LARGE))));
      tellsNothing(store.toString());
      tellsNothing(log.records().toString());
    }
  }

  @Test
  void are_not_told_by_whom_has_them() {
    tellsNothing(KEY_PAIR.toString());
    tellsNothing(new OssProfile("e", "r", KEY_PAIR, OssProfile.Hosts.NONE, List.of()).toString());
    assertThat(KEY_PAIR.toString()).contains("STS.id");
  }

  @Test
  void are_not_told_when_one_is_followed_by_another_meanwhile() {
    List<OssCredentials> given = new ArrayList<>();
    KeyRing keys =
        new KeyRing(
            () -> {
              given.add(OssCredentials.of("id", "secret-" + given.size() + ";"));
              return given.get(given.size() - 1);
            });
    keys.getCredentials();
    keys.getCredentials();
    assertThat(keys.withoutSecrets("secret-0; secret-1;")).isEqualTo("*** ***");
  }
}
