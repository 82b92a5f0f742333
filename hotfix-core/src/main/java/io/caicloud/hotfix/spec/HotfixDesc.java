package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a hotfix is made: an urgent feature or a bug, with the number of its issue. Process document,
 * section "Describe package": {@code (feat|bug)<number>}.
 *
 * @param kind feature or bug
 * @param number the issue's number, from 1
 */
public record HotfixDesc(Kind kind, int number) {

  /** What an issue asks for, and where it is tracked. */
  public enum Kind {
    /** An urgent (P0) requirement, tracked in {@code caicloud/platform}. */
    FEATURE("feat", "caicloud/platform"),
    /** An urgent (P0) defect, tracked in {@code caicloud/prod-issue}. */
    BUG("bug", "caicloud/prod-issue");

    private final String prefix;
    private final String tracker;

    Kind(String prefix, String tracker) {
      this.prefix = prefix;
      this.tracker = tracker;
    }

    /** Return the word before the number. */
    public String prefix() {
      return prefix;
    }

    /** Return the GitHub repository of the issues. */
    public String tracker() {
      return tracker;
    }
  }

  private static final Pattern FORM = Pattern.compile("(feat|bug)([1-9]\\d{0,8})");
  private static final Pattern NEAR =
      Pattern.compile(
          "\\s*(feat|feature|bug|bugfix|fix)[-_/# ]?0{0,8}([1-9]\\d{0,8})\\s*",
          Pattern.CASE_INSENSITIVE);

  /**
   * Checks the parts.
   *
   * @throws HotfixException with code {@code invalid-desc} if the number is below 1 or has more
   *     than nine digits
   */
  public HotfixDesc {
    requireNonNull(kind, "kind");
    if (number < 1 || number > 999_999_999) {
      throw Texts.invalid("invalid-desc", kind.prefix() + number);
    }
  }

  /**
   * Parse a text such as {@code bug211}.
   *
   * @param text the text
   * @throws HotfixException with code {@code invalid-desc} if it has another form
   */
  public static HotfixDesc parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refusal(text);
    }
    Kind kind = matcher.group(1).equals(Kind.BUG.prefix()) ? Kind.BUG : Kind.FEATURE;
    return new HotfixDesc(kind, Integer.parseInt(matcher.group(2)));
  }

  /**
   * Return the desc that a text in another form most likely means: {@code fix-211}, {@code Bug-211}
   * and {@code bug0211} mean {@code bug211}, {@code feature/714} means {@code feat714}. Nothing if
   * it is one already, or if there is no telling.
   *
   * @param text the text
   */
  public static Optional<HotfixDesc> suggest(String text) {
    Matcher matcher = NEAR.matcher(text);
    if (isValid(text) || !matcher.matches()) {
      return Optional.empty();
    }
    boolean feature =
        matcher.group(1).toLowerCase(Locale.ROOT).startsWith("f")
            && !matcher.group(1).equalsIgnoreCase("fix");
    Kind kind = feature ? Kind.FEATURE : Kind.BUG;
    return Optional.of(new HotfixDesc(kind, Integer.parseInt(matcher.group(2))));
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  private static HotfixException refusal(String text) {
    return suggest(text)
        .map(
            meant ->
                new HotfixException(
                    "invalid-desc",
                    Texts.message("invalid-desc-suggestion", text, meant, meant.issue())))
        .orElseGet(() -> Texts.invalid("invalid-desc", text));
  }

  /** Return the issue as GitHub writes it, such as {@code caicloud/prod-issue#211}. */
  public String issue() {
    return kind.tracker() + "#" + number;
  }

  /** Return the form that package names use, such as {@code bug211}. */
  @Override
  public String toString() {
    return kind.prefix() + number;
  }
}
