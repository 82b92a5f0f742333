package io.caicloud.hotfix.spec;

import java.util.regex.Pattern;

/**
 * The version of a hotfix: {@code _metadata.version} of its values, in the form of an image tag.
 * Not always a semantic version.
 *
 * @param value the text itself
 */
public record HotfixVersion(String value) implements Comparable<HotfixVersion> {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-version} if the
   *     text has another form
   */
  public HotfixVersion {
    if (!FORM.matcher(value).matches()) {
      throw Texts.invalid("invalid-version", value);
    }
  }

  /**
   * Parse a text such as {@code v3.3.2}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-version} if it has
   *     another form
   */
  public static HotfixVersion parse(String text) {
    return new HotfixVersion(text);
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Order as text. */
  @Override
  public int compareTo(HotfixVersion other) {
    return value.compareTo(other.value);
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }
}
