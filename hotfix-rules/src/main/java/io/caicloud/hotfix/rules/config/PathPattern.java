package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of files, such as {@code release-hotfixes/2.7.1/**}: parts joined by {@code /}, in
 * which {@code *} stands for any characters of a part, {@code ?} for one, and the part {@code **}
 * for any number of parts. A pattern of one part is about files of that name in any folder. Nothing
 * else has a meaning, and upper and lower case differ. Immutable; equal when the texts are.
 */
public final class PathPattern {

  private static final int LONGEST = 512;
  private static final String ANY_PARTS = "**";

  private final String text;
  private final List<String> parts;

  private PathPattern(String text) {
    this.text = text;
    List<String> given = Arrays.asList(text.split("/", -1));
    this.parts = List.copyOf(given.size() == 1 ? List.of(ANY_PARTS, text) : given);
  }

  /**
   * Parse a pattern.
   *
   * @param text the pattern
   * @throws HotfixException with code {@code invalid-path-pattern} if it is empty or longer than
   *     512 characters, starts or ends with a slash, has a part that is empty or made of dots,
   *     holds backslashes, brackets or braces, or {@code **} next to other characters
   */
  public static PathPattern parse(String text) {
    if (!isValid(text)) {
      throw new HotfixException(
          "invalid-path-pattern", Texts.message("invalid-path-pattern", text));
    }
    return new PathPattern(text);
  }

  private static boolean isValid(String text) {
    return text.length() <= LONGEST
        && text.chars().noneMatch(c -> "\\[]{}".indexOf(c) >= 0 || Character.isISOControl(c))
        && Arrays.stream(text.split("/", -1)).allMatch(PathPattern::isPart);
  }

  private static boolean isPart(String part) {
    return !part.isBlank()
        && !part.equals(".")
        && !part.equals("..")
        && (part.equals(ANY_PARTS) || !part.contains(ANY_PARTS));
  }

  /**
   * Return whether a path matches.
   *
   * @param path the path, with {@code /} between its parts
   */
  public boolean matches(String path) {
    List<String> names = Arrays.asList(path.split("/", -1));
    boolean[] reached = new boolean[names.size() + 1];
    reached[0] = true;
    for (String part : parts) {
      reached = step(part, names, reached);
    }
    return reached[names.size()];
  }

  /** Return how many names are used up with one part more: every number that is possible. */
  private static boolean[] step(String part, List<String> names, boolean[] before) {
    boolean[] after = new boolean[before.length];
    for (int i = 0; i < before.length; i++) {
      if (part.equals(ANY_PARTS)) {
        after[i] = before[i] || (i > 0 && after[i - 1]);
      } else {
        after[i] = i > 0 && before[i - 1] && matches(part, names.get(i - 1));
      }
    }
    return after;
  }

  /** Match one name, going back to the last star only, so that time stays a product of lengths. */
  private static boolean matches(String part, String name) {
    int p = 0;
    int star = -1;
    int behindStar = 0;
    int n = 0;
    while (n < name.length()) {
      if (p < part.length() && part.charAt(p) == '*') {
        star = p++;
        behindStar = n;
      } else if (p < part.length() && (part.charAt(p) == '?' || part.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++behindStar;
      } else {
        return false;
      }
    }
    while (p < part.length() && part.charAt(p) == '*') {
      p++;
    }
    return p == part.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Return the pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
