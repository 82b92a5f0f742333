package io.caicloud.hotfix.finding;

import java.util.regex.Pattern;

/**
 * The stable name of a rule: a code that never changes ({@code HF104}) and a slug that people
 * remember ({@code desc-format}). Either finds the rule in a configuration.
 *
 * @param code two to eight capital letters and three digits
 * @param slug lower-case words joined by hyphens
 */
public record RuleId(String code, String slug) implements Comparable<RuleId> {

  private static final Pattern CODE = Pattern.compile("[A-Z]{2,8}\\d{3}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * Checks the form of both parts.
   *
   * @throws IllegalArgumentException if one has another form
   */
  public RuleId {
    if (!CODE.matcher(code).matches() || !SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException(
          "a rule id is a code like HF104 and a slug like desc-format, but got "
              + code
              + " and "
              + slug);
    }
  }

  /** Order by code. */
  @Override
  public int compareTo(RuleId other) {
    return code.compareTo(other.code);
  }

  /** Return code and slug, as reports print them. */
  @Override
  public String toString() {
    return code + " " + slug;
  }
}
