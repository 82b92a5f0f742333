package io.caicloud.hotfix.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, the identity of a blob (OCI image specification, "Digests").
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
   */
  public Digest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /**
   * Parse a text such as {@code sha256:e3b0…}.
   *
   * @param text the text
   * @throws IllegalArgumentException if it is not the SHA-256 form
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a sha256 digest: " + text);
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /**
   * Return the digest of bytes.
   *
   * @param bytes the bytes
   */
  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  /**
   * Return a fresh SHA-256 computation, which every Java platform has.
   *
   * @see #finish(MessageDigest)
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * End a computation.
   *
   * @param sha256 a computation that has seen all bytes
   */
  public static Digest finish(MessageDigest sha256) {
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /** Order by hexadecimal digits. */
  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** Return the form with the algorithm in front. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
