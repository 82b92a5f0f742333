package io.caicloud.hotfix.spec;

import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The version of the product that a hotfix is for, as the folder in the release tree writes it.
 *
 * @param value the text itself
 */
public record ProductVersion(String value) implements Comparable<ProductVersion> {

  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,5})(\\.(0|[1-9]\\d{0,5})){2}");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-product-version} if
   *     the text has another form
   */
  public ProductVersion {
    if (!FORM.matcher(value).matches()) {
      throw Texts.invalid("invalid-product-version", value);
    }
  }

  /**
   * Parse a text such as {@code 2.7.2}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-product-version} if
   *     it has another form
   */
  public static ProductVersion parse(String text) {
    return new ProductVersion(text);
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Order by the three numbers, so that 2.9.0 comes before 2.10.0. */
  @Override
  public int compareTo(ProductVersion other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  private int[] numbers() {
    return Splitter.on('.').splitToStream(value).mapToInt(Integer::parseInt).toArray();
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }
}
