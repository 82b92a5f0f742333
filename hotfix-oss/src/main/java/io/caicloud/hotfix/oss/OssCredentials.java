package io.caicloud.hotfix.oss;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access key of Aliyun OSS, for ever or, with a token of the Security Token Service (STS), for a
 * while. Prints its id only. Immutable.
 */
public final class OssCredentials {

  private final String accessKeyId;
  private final String accessKeySecret;
  private final @Nullable String securityToken;

  private OssCredentials(String id, String secret, @Nullable String token) {
    this.accessKeyId = required("access key id", id);
    this.accessKeySecret = required("access key secret", secret);
    this.securityToken = token == null || token.isBlank() ? null : token.strip();
  }

  /**
   * Return an access key without end.
   *
   * @param accessKeyId its id
   * @param accessKeySecret its secret
   * @throws HotfixException with code {@code oss-credentials} if one is blank
   */
  public static OssCredentials of(String accessKeyId, String accessKeySecret) {
    return new OssCredentials(accessKeyId, accessKeySecret, null);
  }

  /**
   * Return an access key for a while.
   *
   * @param accessKeyId its id
   * @param accessKeySecret its secret
   * @param securityToken the token of the Security Token Service that comes with it
   * @throws HotfixException with code {@code oss-credentials} if one is blank
   */
  public static OssCredentials of(
      String accessKeyId, String accessKeySecret, String securityToken) {
    return new OssCredentials(
        accessKeyId, accessKeySecret, required("security token", securityToken));
  }

  /**
   * Return the access key of {@code OSS_ACCESS_KEY_ID}, {@code OSS_ACCESS_KEY_SECRET} and {@code
   * OSS_SESSION_TOKEN}, the names that Aliyun's own tools know.
   *
   * @param environment the variables, such as {@link System#getenv()}
   * @return the access key; empty if neither id nor secret is set
   * @throws HotfixException with code {@code oss-credentials} if only one of them is
   */
  public static Optional<OssCredentials> fromEnvironment(Map<String, String> environment) {
    String id = environment.getOrDefault("OSS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("OSS_ACCESS_KEY_SECRET", "");
    if (id.isBlank() && secret.isBlank()) {
      return Optional.empty();
    }
    required("OSS_ACCESS_KEY_ID", id);
    required("OSS_ACCESS_KEY_SECRET", secret);
    return Optional.of(new OssCredentials(id, secret, environment.get("OSS_SESSION_TOKEN")));
  }

  private static String required(String name, String value) {
    if (requireNonNull(value, name).isBlank()) {
      throw Texts.failure("oss-credentials", name);
    }
    return value.strip();
  }

  /** Return the id, which is no secret. */
  public String accessKeyId() {
    return accessKeyId;
  }

  String accessKeySecret() {
    return accessKeySecret;
  }

  @Nullable String securityToken() {
    return securityToken;
  }

  /** Return the text without the secrets in it. */
  String withoutSecrets(String text) {
    String clean = text.replace(accessKeySecret, "***");
    return securityToken == null ? clean : clean.replace(securityToken, "***");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OssCredentials that
        && accessKeyId.equals(that.accessKeyId)
        && accessKeySecret.equals(that.accessKeySecret)
        && java.util.Objects.equals(securityToken, that.securityToken);
  }

  @Override
  public int hashCode() {
    return accessKeyId.hashCode();
  }

  /** Return the id alone. */
  @Override
  public String toString() {
    return accessKeyId + (securityToken == null ? "" : " (STS)");
  }
}
