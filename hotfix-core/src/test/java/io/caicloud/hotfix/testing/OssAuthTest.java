package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OssAuthTest {

  private static final byte[] BYTES = "hello".getBytes(StandardCharsets.UTF_8);

  private final OssServer server = OssServer.start();
  private final OssSigner signer = OssSigner.of(server);

  @AfterEach
  void close() {
    server.close();
  }

  private OssRawClient client(OssSigner by) {
    return new OssRawClient(server, by);
  }

  private void refused(Answer answer, int status, String code) {
    assertThat(answer.text()).contains("<Code>" + code + "</Code>");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(server.bucket().keys()).isEmpty();
    assertThat(server.log().entries())
        .last()
        .satisfies(entry -> assertThat(entry.code()).isEqualTo(code));
  }

  @Test
  void lets_in_who_signed_rightly() throws IOException {
    String key = "a b/中+~*'()!.txt";
    assertThat(client(signer).put(key, BYTES, "Content-Type: text/plain").status()).isEqualTo(200);
    assertThat(client(signer).get(key).body()).isEqualTo(BYTES);
    assertThat(server.bucket().keys()).containsExactly(key);
  }

  @Test
  void refuses_who_has_another_secret_or_name() throws IOException {
    refused(client(signer.withSecret("guessed")).put("k", BYTES), 403, "SignatureDoesNotMatch");
    OssSigner stranger = OssSigner.of(server, OssCredential.of("nobody", "secret"));
    refused(client(stranger).put("k", BYTES), 403, "InvalidAccessKeyId");
    server.remove(server.credential());
    refused(client(signer).put("k", BYTES), 403, "InvalidAccessKeyId");
  }

  @Test
  void refuses_what_was_changed_after_it_was_signed() throws IOException {
    String[] signed = signer.headers("PUT", "/release/k", "", "Content-Type: text/plain");
    refused(send("PUT /release/other", signed), 403, "SignatureDoesNotMatch");
    refused(send("PUT /release/k?partNumber=1", signed), 403, "SignatureDoesNotMatch");
    String[] typed = signed.clone();
    typed[0] = "Content-Type: text/html";
    refused(send("PUT /release/k", typed), 403, "SignatureDoesNotMatch");
    String[] more = Arrays.copyOf(signed, signed.length + 1);
    more[signed.length] = "x-oss-forbid-overwrite: false";
    refused(send("PUT /release/k", more), 403, "SignatureDoesNotMatch");
    String last = signed[signed.length - 1];
    char wrong = last.endsWith("0") ? '1' : '0';
    String[] tampered = signed.clone();
    tampered[signed.length - 1] = last.substring(0, last.length() - 1) + wrong;
    refused(send("PUT /release/k", tampered), 403, "SignatureDoesNotMatch");
    assertThat(send("PUT /release/k", signed).status()).isEqualTo(200);
  }

  private Answer send(String request, String... headers) throws IOException {
    return OssRawClient.unsigned(server, request, BYTES, headers);
  }

  @Test
  void refuses_version_1_and_no_signature() throws IOException {
    refused(send("PUT /release/k", "Authorization: OSS id:c2ln"), 403, "AccessDenied");
    refused(send("PUT /release/k?OSSAccessKeyId=id&Expires=1&Signature=x"), 403, "AccessDenied");
    refused(send("PUT /release/k"), 403, "AccessDenied");
    refused(send("PUT /release/k", "Authorization: OSS4-HMAC-SHA256 x"), 400, "InvalidArgument");
  }

  @Test
  void refuses_another_region_and_another_day() throws IOException {
    refused(client(signer.withRegion("cn-beijing")).put("k", BYTES), 400, "InvalidArgument");
  }

  @Test
  void refuses_who_is_more_than_fifteen_minutes_off_and_tells_the_time() throws IOException {
    Instant now = Instant.now();
    Answer early = client(signer.at(now.plusSeconds(16 * 60))).put("k", BYTES);
    refused(early, 403, "RequestTimeTooSkewed");
    assertThat(early.text()).contains("<ServerTime>").contains("<RequestTime>");
    refused(
        client(signer.at(now.minusSeconds(16 * 60))).put("k", BYTES), 403, "RequestTimeTooSkewed");
    server.clockAhead(Duration.ofHours(2));
    Answer late = client(signer).put("k", BYTES);
    refused(late, 403, "RequestTimeTooSkewed");
    assertThat(late.header("Date")).endsWith("GMT");
    OssSigner corrected = signer.at(now.plus(Duration.ofHours(2)));
    assertThat(client(corrected).put("k", BYTES).status()).isEqualTo(200);
  }

  @Test
  void refuses_a_token_that_has_ended_is_missing_or_is_another() throws IOException {
    OssCredential fresh = server.temporaryCredential(Duration.ofHours(1));
    OssSigner holder = OssSigner.of(server, fresh);
    OssSigner bare =
        new OssSigner(holder.id(), holder.secret(), "", holder.region(), holder.time());
    refused(client(bare).put("k", BYTES), 403, "InvalidSecurityToken");
    OssSigner ended = OssSigner.of(server, server.temporaryCredential(Duration.ofHours(-1)));
    refused(client(ended).put("k", BYTES), 403, "SecurityTokenExpired");
    assertThat(client(holder).get("k").status()).isEqualTo(404);
    server.expire(fresh);
    refused(client(holder).put("k", BYTES), 403, "SecurityTokenExpired");
  }

  @Test
  void lets_a_reader_read_only() throws IOException {
    OssRawClient reader = client(OssSigner.of(server, server.readOnlyCredential()));
    refused(reader.put("k", BYTES), 403, "AccessDenied");
    refused(reader.send("POST", "k", "uploads", new byte[0]), 403, "AccessDenied");
    server.bucket().put("k", BYTES);
    assertThat(reader.get("k").body()).isEqualTo(BYTES);
    assertThat(reader.send("DELETE", "k", "", new byte[0]).status()).isEqualTo(403);
  }

  @Test
  void takes_signatures_in_the_query_until_they_end() throws IOException {
    server.bucket().put("a b", BYTES);
    String path = "/release/a%20b";
    String query = signer.presign("GET", path, 60);
    assertThat(send("GET " + path + "?" + query).body()).isEqualTo(BYTES);
    assertThat(send("GET /release/other?" + query).text()).contains("SignatureDoesNotMatch");
    assertThat(send("DELETE " + path + "?" + query).text()).contains("SignatureDoesNotMatch");
    String ended = signer.at(Instant.now().minusSeconds(61)).presign("GET", path, 60);
    assertThat(send("GET " + path + "?" + ended).text()).contains("Request has expired");
    String longest = signer.presign("GET", path, 8 * 24 * 3600);
    assertThat(send("GET " + path + "?" + longest).status()).isEqualTo(400);
  }

  @Test
  void keeps_no_secrets_in_the_log() throws IOException {
    OssCredential temporary = server.temporaryCredential(Duration.ofHours(1));
    OssSigner holder = OssSigner.of(server, temporary);
    client(holder).put("k", BYTES, "x-oss-meta-a: b");
    String query = holder.presign("GET", "/release/k", 60);
    assertThat(send("GET /release/k?" + query).body()).isEqualTo(BYTES);
    StringBuilder logged = new StringBuilder().append(temporary).append(server.credential());
    for (OssLog.Entry entry : server.log().entries()) {
      logged.append(entry).append(entry.request().headers()).append(entry.request().query());
    }
    assertThat(logged.toString())
        .contains("x-oss-meta-a", "x-oss-expires")
        .doesNotContain(temporary.securityToken())
        .doesNotContain(temporary.accessKeySecret())
        .doesNotContain(server.credential().accessKeySecret())
        .doesNotContainIgnoringCase("signature=");
  }
}
