package io.caicloud.hotfix.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a request has to be signed with (OSS, "Include V4 signatures in the Authorization header").
 *
 * @param credential access key id and scope, such as {@code
 *     id/20261123/cn-hangzhou/oss/aliyun_v4_request}
 * @param time when it was signed, such as {@code 20261123T013940Z}
 * @param additionalHeaders names of headers that are signed beside those that have to be
 * @param signature what the client computed
 */
record OssSignature(
    String credential, String time, Set<String> additionalHeaders, String signature) {

  static final String ALGORITHM = "OSS4-HMAC-SHA256";
  private static final Set<String> SIGNED_IF_THERE = Set.of("content-type", "content-md5");

  OssSignature {
    additionalHeaders = new TreeSet<>(additionalHeaders);
  }

  String accessKeyId() {
    return credential.substring(0, Math.max(0, credential.indexOf('/')));
  }

  String scope() {
    return credential.substring(credential.indexOf('/') + 1);
  }

  String canonicalRequest(RegistryRequest request, OssTarget target) {
    String resource = "/" + target.bucket() + "/" + target.key();
    Map<String, String> query = new TreeMap<>();
    target.query().forEach((name, value) -> query.put(OssXml.encode(name, ""), value));
    query.remove("x-oss-signature");
    return String.join(
        "\n",
        request.method(),
        OssXml.encode(target.bucket().isEmpty() ? "/" : resource, "/"),
        query.entrySet().stream()
            .map(
                parameter ->
                    parameter.getValue().isEmpty()
                        ? parameter.getKey()
                        : parameter.getKey() + "=" + OssXml.encode(parameter.getValue(), ""))
            .collect(Collectors.joining("&")),
        headers(request),
        String.join(";", additionalHeaders),
        request.header("x-oss-content-sha256").orElse("UNSIGNED-PAYLOAD"));
  }

  private String headers(RegistryRequest request) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(request.headers())
        .forEach(
            (name, value) -> {
              if (SIGNED_IF_THERE.contains(name)
                  || name.startsWith("x-oss-")
                  || additionalHeaders.contains(name)) {
                lines.append(name).append(':').append(OssText.fromWire(value)).append('\n');
              }
            });
    return lines.toString();
  }

  String stringToSign(String canonicalRequest) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256")
              .digest(canonicalRequest.getBytes(StandardCharsets.UTF_8));
      return String.join("\n", ALGORITHM, time, scope(), HexFormat.of().formatHex(sum));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  boolean isRight(String secret, String stringToSign) {
    byte[] key = ("aliyun_v4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String word : scope().split("/", -1)) {
      key = hmac(key, word);
    }
    String right = HexFormat.of().formatHex(hmac(key, stringToSign));
    return right.equals(signature.toLowerCase(Locale.ROOT));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
