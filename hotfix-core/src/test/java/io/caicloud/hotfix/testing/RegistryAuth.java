package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Whom a {@link RegistryServer} lets in: everybody, those with a password, those with a token. */
public abstract class RegistryAuth {

  RegistryAuth() {}

  /** Return one that lets everybody do everything. */
  public static RegistryAuth none() {
    return new OpenAuth();
  }

  /**
   * Return one that asks for a user's password in each request.
   *
   * @param user the user
   * @param password the password
   */
  public static RegistryAuth basic(String user, String password) {
    return new BasicAuth(user, password);
  }

  /** Return one that gives out tokens and asks for them; it knows nobody yet. */
  public static BearerAuth bearer() {
    return new BearerAuth();
  }

  /** Return the answer to a request that is not let in, or nothing if it is. */
  abstract Optional<RegistryAnswer> refusal(
      RegistryRequest request, List<Access> wanted, String base);

  /** Return the answer to a request whose credentials are wrong. */
  abstract RegistryAnswer challenge(List<Access> wanted, String base);

  /** Return the answer to a request for a token. */
  RegistryAnswer token(RegistryRequest request, InputStream body) throws IOException {
    return RegistryAnswer.of(404);
  }

  static RegistryAnswer unauthorized(String challenge) {
    return RegistryAnswer.error(401, "UNAUTHORIZED", "authentication required")
        .with("WWW-Authenticate", challenge);
  }

  /** Return user and password of a request, joined by a colon. */
  static Optional<String> basicCredentials(RegistryRequest request) {
    return request
        .header("Authorization")
        .filter(value -> value.startsWith("Basic "))
        .map(value -> decoded(value.substring("Basic ".length())));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static final class OpenAuth extends RegistryAuth {
    @Override
    Optional<RegistryAnswer> refusal(RegistryRequest request, List<Access> wanted, String base) {
      return Optional.empty();
    }

    @Override
    RegistryAnswer challenge(List<Access> wanted, String base) {
      return unauthorized("Basic realm=\"open registry\"");
    }
  }

  private static final class BasicAuth extends RegistryAuth {
    private final String expected;

    BasicAuth(String user, String password) {
      expected = user + ":" + password;
    }

    @Override
    Optional<RegistryAnswer> refusal(RegistryRequest request, List<Access> wanted, String base) {
      return basicCredentials(request).equals(Optional.of(expected))
          ? Optional.empty()
          : Optional.of(challenge(wanted, base));
    }

    @Override
    RegistryAnswer challenge(List<Access> wanted, String base) {
      return unauthorized("Basic realm=\"test registry\"");
    }
  }
}
