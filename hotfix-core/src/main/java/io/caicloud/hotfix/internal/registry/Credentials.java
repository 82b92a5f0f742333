package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.List;

/** What somebody may show to one registry. Its texts never show the secret. Immutable. */
public final class Credentials {

  /** What the secret is. */
  enum Kind {
    PASSWORD,
    IDENTITY,
    BEARER
  }

  private final Kind kind;
  private final String user;
  private final String secret;
  private final String origin;

  private Credentials(Kind kind, String user, String secret, String origin) {
    this.kind = kind;
    this.user = user;
    this.secret = requireNonNull(secret, "secret");
    this.origin = requireNonNull(origin, "origin");
  }

  /**
   * Return a user with a password, or with an access token in its place.
   *
   * @param user the user, without a colon
   * @param password the password
   * @param origin where they come from, for messages, such as {@code config.json}
   * @throws IllegalArgumentException if the user has a colon
   */
  public static Credentials password(String user, String password, String origin) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name with a colon, from " + origin);
    }
    return new Credentials(Kind.PASSWORD, user, password, origin);
  }

  /**
   * Return an identity token, which a registry's token server exchanges for short-lived ones.
   *
   * @param token the token
   * @param origin where it comes from, for messages
   */
  public static Credentials identityToken(String token, String origin) {
    return new Credentials(Kind.IDENTITY, "", token, origin);
  }

  /**
   * Return a token that the registry itself accepts. It is never sent to a token server.
   *
   * @param token the token
   * @param origin where it comes from, for messages
   * @throws IllegalArgumentException if the token has characters that no header field can have
   */
  public static Credentials bearerToken(String token, String origin) {
    return new Credentials(Kind.BEARER, "", Headers.requireValue(token), origin);
  }

  Kind kind() {
    return kind;
  }

  String secret() {
    return secret;
  }

  String origin() {
    return origin;
  }

  /** Return the value of an {@code Authorization} field. */
  String authorization() {
    return switch (kind) {
      case PASSWORD -> "Basic " + encoded();
      case IDENTITY, BEARER -> "Bearer " + secret;
    };
  }

  /** Return all texts that must not be shown. */
  List<String> secrets() {
    return kind == Kind.PASSWORD ? List.of(secret, encoded()) : List.of(secret);
  }

  private String encoded() {
    return Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
  }

  /** Return the origin, without any value. */
  @Override
  public String toString() {
    return "credentials from " + origin;
  }
}
