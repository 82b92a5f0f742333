package io.caicloud.hotfix.spec;

import java.util.regex.Pattern;

/**
 * The name of an addon: the name of the {@code Release} object it is installed as, a DNS label (RFC
 * 1123).
 *
 * @param value the text itself
 */
public record AddonName(String value) implements Comparable<AddonName> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-addon-name} if the
   *     text has another form
   */
  public AddonName {
    if (!FORM.matcher(value).matches()) {
      throw Texts.invalid("invalid-addon-name", value);
    }
  }

  /**
   * Parse a text such as {@code console-web}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-addon-name} if it
   *     has another form
   */
  public static AddonName parse(String text) {
    return new AddonName(text);
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Order as text. */
  @Override
  public int compareTo(AddonName other) {
    return value.compareTo(other.value);
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }
}
