package io.caicloud.hotfix.spec;

import com.google.common.base.Splitter;
import io.caicloud.hotfix.finding.HotfixException;
import java.util.List;
import java.util.Set;

/**
 * The folder of a product version in the release store, such as {@code compass-v2.7.0-ga} or {@code
 * compass-v2.7.3-rc/01}. Free text of one or more parts: it is given, never made from a {@link
 * ProductVersion}, because nobody can tell whether {@code -ga} belongs there.
 *
 * @param value the parts joined by {@code /}, without one at either end
 */
public record VersionFolder(String value) implements Comparable<VersionFolder> {

  private static final int LONGEST = 900;
  private static final Set<String> TAKEN = Set.of("hotfixes", "manual-fixes");

  /**
   * Checks the form.
   *
   * @throws HotfixException with code {@code invalid-version-folder} if a part is blank, {@code .},
   *     {@code ..}, {@code hotfixes} or {@code manual-fixes}, or holds a backslash or control
   *     character
   */
  public VersionFolder {
    List<String> parts = Splitter.on('/').splitToList(value);
    boolean valid =
        parts.stream().allMatch(part -> PathPart.isValid(part) && !TAKEN.contains(part));
    if (!valid || value.length() > LONGEST) {
      throw Texts.invalid("invalid-version-folder", value);
    }
  }

  /**
   * Parse a text such as {@code compass-v2.7.2}. One slash at the end is dropped: the process
   * document writes it.
   *
   * @param text the text
   * @throws HotfixException with code {@code invalid-version-folder} if it has another form
   */
  public static VersionFolder parse(String text) {
    return new VersionFolder(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** Order as text. */
  @Override
  public int compareTo(VersionFolder other) {
    return value.compareTo(other.value);
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }
}
