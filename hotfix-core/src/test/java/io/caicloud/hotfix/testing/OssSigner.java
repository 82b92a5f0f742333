package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with version 4 as a client does, written apart from the server's verifier: here a
 * request is a list of lines, there it is a map. Immutable.
 */
record OssSigner(String id, String secret, String token, String region, Instant time) {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

  static OssSigner of(OssServer server) {
    return of(server, server.credential());
  }

  static OssSigner of(OssServer server, OssCredential credential) {
    return new OssSigner(
        credential.accessKeyId(),
        credential.accessKeySecret(),
        credential.securityToken(),
        server.region(),
        Instant.now());
  }

  OssSigner withSecret(String other) {
    return new OssSigner(id, other, token, region, time);
  }

  OssSigner withRegion(String other) {
    return new OssSigner(id, secret, token, other, time);
  }

  OssSigner at(Instant other) {
    return new OssSigner(id, secret, token, region, other);
  }

  private String stamp() {
    return time.toString().substring(0, 19).replaceAll("[-:]", "") + "Z";
  }

  private String scope() {
    return stamp().substring(0, 8) + "/" + region + "/oss/aliyun_v4_request";
  }

  static String encode(String text, boolean path) {
    StringBuilder out = new StringBuilder();
    for (byte one : text.getBytes(UTF_8)) {
      char character = (char) (one & 0xff);
      boolean plain = UNRESERVED.indexOf(character) >= 0 || (path && character == '/');
      out.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
    }
    return out.toString();
  }

  /** Return the headers of a request with those that sign it; query is sorted and encoded. */
  String[] headers(String method, String path, String query, String... headers) {
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    all.add("x-oss-date: " + stamp());
    all.add("x-oss-content-sha256: UNSIGNED-PAYLOAD");
    if (!token.isEmpty()) {
      all.add("x-oss-security-token: " + token);
    }
    String signed =
        all.stream()
            .map(line -> line.split(":", 2))
            .map(pair -> pair[0].toLowerCase(Locale.ROOT) + ":" + pair[1].strip())
            .filter(line -> line.matches("(?s)(x-oss-|content-type:|content-md5:).*"))
            .sorted(Comparator.comparing(line -> line.substring(0, line.indexOf(':'))))
            .reduce("", (before, line) -> before + line + "\n");
    String canonical = method + "\n" + path + "\n" + query + "\n" + signed + "\n\nUNSIGNED-PAYLOAD";
    all.add(
        "Authorization: OSS4-HMAC-SHA256 Credential="
            + id
            + "/"
            + scope()
            + ",Signature="
            + sign(canonical));
    return all.toArray(String[]::new);
  }

  /** Return the query of a request that needs no headers. */
  String presign(String method, String path, long seconds) {
    String query =
        "x-oss-credential="
            + encode(id + "/" + scope(), false)
            + "&x-oss-date="
            + stamp()
            + "&x-oss-expires="
            + seconds
            + (token.isEmpty() ? "" : "&x-oss-security-token=" + encode(token, false))
            + "&x-oss-signature-version=OSS4-HMAC-SHA256";
    String canonical = method + "\n" + path + "\n" + query + "\n\n\nUNSIGNED-PAYLOAD";
    return query + "&x-oss-signature=" + sign(canonical);
  }

  private String sign(String canonical) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));
      String text = "OSS4-HMAC-SHA256\n" + stamp() + "\n" + scope() + "\n" + hex(sum);
      byte[] date = mac(("aliyun_v4" + secret).getBytes(UTF_8), stamp().substring(0, 8));
      return hex(mac(mac(mac(mac(date, region), "oss"), "aliyun_v4_request"), text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String hex(byte[] bytes) {
    return String.format("%064x", new BigInteger(1, bytes));
  }
}
