package io.caicloud.hotfix.testing;

import java.time.Instant;

/**
 * Whom an {@link OssServer} lets in. Immutable.
 *
 * @param accessKeyId the public name
 * @param accessKeySecret the secret
 * @param securityToken the token that has to come with it (STS), or an empty text
 * @param end when it ends
 * @param mayWrite whether it may do more than read
 */
public record OssCredential(
    String accessKeyId,
    String accessKeySecret,
    String securityToken,
    Instant end,
    boolean mayWrite) {

  /**
   * Return one that never ends and may write.
   *
   * @param accessKeyId the public name
   * @param accessKeySecret the secret
   */
  public static OssCredential of(String accessKeyId, String accessKeySecret) {
    return new OssCredential(accessKeyId, accessKeySecret, "", Instant.MAX, true);
  }

  /** Return one that may only read. */
  public OssCredential readOnly() {
    return new OssCredential(accessKeyId, accessKeySecret, securityToken, end, false);
  }

  /**
   * Return one that a token belongs to.
   *
   * @param token the token
   * @param until when it ends
   */
  public OssCredential withToken(String token, Instant until) {
    return new OssCredential(accessKeyId, accessKeySecret, token, until, mayWrite);
  }

  /** Return the public name only. */
  @Override
  public String toString() {
    return "OssCredential[" + accessKeyId + "]";
  }
}
