package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets in who signed with version 4, in the header or in the query. */
final class OssAuth {

  private static final Duration MOST_SKEW = Duration.ofMinutes(15);
  private static final long LONGEST_SECONDS = 7 * 24 * 60 * 60;
  private static final Pattern HEADER =
      Pattern.compile(
          "OSS4-HMAC-SHA256 Credential=([^,]+),\\s*"
              + "(?:AdditionalHeaders=([^,]+),\\s*)?Signature=([0-9a-fA-F]+)");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private final String region;
  private final InstantSource clock;
  private final Map<String, OssCredential> credentials = new ConcurrentHashMap<>();

  OssAuth(String region, InstantSource clock) {
    this.region = region;
    this.clock = clock;
  }

  void add(OssCredential credential) {
    credentials.put(credential.accessKeyId(), credential);
  }

  void remove(OssCredential credential) {
    credentials.remove(credential.accessKeyId());
  }

  /** Refuse whoever did not sign rightly or may not do what is asked. */
  void admit(RegistryRequest raw, OssTarget target, boolean writes) {
    boolean inQuery = target.has("x-oss-signature-version");
    OssSignature signature = inQuery ? ofQuery(target) : ofHeader(raw, target);
    OssCredential credential = credentials.get(signature.accessKeyId());
    if (credential == null) {
      throw new OssRefusal(
              403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist.")
          .with("OSSAccessKeyId", signature.accessKeyId());
    }
    checkTime(signature, target, inQuery);
    checkScope(signature);
    String canonical = signature.canonicalRequest(raw, target);
    String toSign = signature.stringToSign(canonical);
    if (!signature.isRight(credential.accessKeySecret(), toSign)) {
      throw new OssRefusal(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided.")
          .with("StringToSign", toSign)
          .with("CanonicalRequest", canonical);
    }
    String token =
        inQuery
            ? target.value("x-oss-security-token")
            : raw.header("x-oss-security-token").orElse("");
    checkCredential(credential, token, writes);
  }

  private void checkCredential(OssCredential credential, String token, boolean writes) {
    if (!credential.securityToken().equals(token)) {
      throw new OssRefusal(
          403, "InvalidSecurityToken", "The security token you provided is invalid.");
    }
    if (!clock.instant().isBefore(credential.end())) {
      throw new OssRefusal(
          403, "SecurityTokenExpired", "The security token you provided has expired.");
    }
    if (writes && !credential.mayWrite()) {
      throw new OssRefusal(
          403, "AccessDenied", "You have no right to access this object because of bucket acl.");
    }
  }

  private static OssSignature ofHeader(RegistryRequest raw, OssTarget target) {
    String header = raw.header("Authorization").orElse("");
    if (header.startsWith("OSS ") || target.has("OSSAccessKeyId")) {
      throw new OssRefusal(403, "AccessDenied", "Signature version 1 is not allowed here.");
    }
    if (header.isEmpty()) {
      throw new OssRefusal(403, "AccessDenied", "Anonymous access is forbidden.");
    }
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw OssRefusal.badArgument("Authorization header is invalid.");
    }
    if (!raw.header("x-oss-content-sha256").orElse("").equals("UNSIGNED-PAYLOAD")) {
      throw OssRefusal.badArgument("x-oss-content-sha256 must be UNSIGNED-PAYLOAD.");
    }
    String additional = parts.group(2) == null ? "" : parts.group(2);
    return new OssSignature(
        parts.group(1), raw.header("x-oss-date").orElse(""), names(additional), parts.group(3));
  }

  private static OssSignature ofQuery(OssTarget target) {
    if (!target.value("x-oss-signature-version").equals(OssSignature.ALGORITHM)) {
      throw OssRefusal.badArgument("x-oss-signature-version is invalid.");
    }
    return new OssSignature(
        target.value("x-oss-credential"),
        target.value("x-oss-date"),
        names(target.value("x-oss-additional-headers")),
        target.value("x-oss-signature"));
  }

  private static Set<String> names(String joined) {
    Set<String> names = new TreeSet<>(Arrays.asList(joined.split(";", -1)));
    names.remove("");
    return names;
  }

  private void checkTime(OssSignature signature, OssTarget target, boolean inQuery) {
    Instant now = clock.instant();
    Instant signed;
    Duration life = MOST_SKEW;
    try {
      signed = LocalDateTime.parse(signature.time(), TIME).toInstant(ZoneOffset.UTC);
      if (inQuery) {
        long seconds = Long.parseLong(target.value("x-oss-expires"));
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
          throw OssRefusal.badArgument("x-oss-expires must be between 1 and " + LONGEST_SECONDS);
        }
        life = Duration.ofSeconds(seconds);
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw OssRefusal.badArgument("x-oss-date or x-oss-expires is invalid.");
    }
    if (inQuery && now.isAfter(signed.plus(life))) {
      throw new OssRefusal(403, "AccessDenied", "Request has expired.");
    }
    boolean tooLate = !inQuery && now.isAfter(signed.plus(MOST_SKEW));
    if (tooLate || now.isBefore(signed.minus(MOST_SKEW))) {
      throw new OssRefusal(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.")
          .with("MaxAllowedSkewMilliseconds", String.valueOf(MOST_SKEW.toMillis()))
          .with("RequestTime", OssText.iso(signed))
          .with("ServerTime", OssText.iso(now));
    }
  }

  private void checkScope(OssSignature signature) {
    String day = signature.time().substring(0, 8);
    List<String> scope = List.of(signature.scope().split("/", -1));
    if (!scope.equals(List.of(day, region, "oss", "aliyun_v4_request"))) {
      throw OssRefusal.badArgument("Invalid signing scope in Authorization: " + signature.scope());
    }
  }
}
