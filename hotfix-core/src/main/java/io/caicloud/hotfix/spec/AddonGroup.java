package io.caicloud.hotfix.spec;

import java.util.regex.Pattern;

/**
 * The group an addon belongs to: the name of its folder below {@code addons/} of the product
 * release.
 *
 * @param value the text itself
 */
public record AddonGroup(String value) implements Comparable<AddonGroup> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-addon-group} if the
   *     text has another form
   */
  public AddonGroup {
    if (!FORM.matcher(value).matches()) {
      throw Texts.invalid("invalid-addon-group", value);
    }
  }

  /**
   * Parse a text such as {@code console}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-addon-group} if it
   *     has another form
   */
  public static AddonGroup parse(String text) {
    return new AddonGroup(text);
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Order as text. */
  @Override
  public int compareTo(AddonGroup other) {
    return value.compareTo(other.value);
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }
}
