package io.caicloud.hotfix.spec;

import java.util.regex.Pattern;

/**
 * The product whose hotfixes these are; it gives packages their prefix.
 *
 * @param name the name, such as {@code compass}
 */
public record Product(String name) {

  // Before the constants below, whose constructor needs it.
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The Compass container platform. */
  public static final Product COMPASS = new Product("compass");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-product} if the
   *     name has another form, or holds {@code hotfixes}, which divides it from the rest of a
   *     package name
   */
  public Product {
    if (!isValid(name)) {
      throw Texts.invalid("invalid-product", name);
    }
  }

  /**
   * Parse a product name.
   *
   * @param text the name
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-product}
   */
  public static Product parse(String text) {
    return new Product(text);
  }

  static boolean isValid(String name) {
    return name.length() <= 63 && !name.contains("hotfixes") && FORM.matcher(name).matches();
  }

  /** Return what package names start with, such as {@code compass-hotfixes}. */
  public String prefix() {
    return name + "-hotfixes";
  }

  /** Return the name. */
  @Override
  public String toString() {
    return name;
  }
}
