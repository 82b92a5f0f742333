package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.HotfixDesc;
import java.util.regex.Pattern;

/**
 * A place where issues are kept besides the two that the process document names, such as a JIRA
 * project: {@code cps361} is its issue 361. Immutable.
 *
 * @param word the letters before the number, in lower case
 * @param kind what its issues ask for
 * @param url the address of an issue, with {@code {number}} where its number goes; empty if there
 *     is none to show
 */
public record Tracker(String word, HotfixDesc.Kind kind, String url) {

  /** What stands for the number of an issue in {@link #url()}. */
  public static final String NUMBER = "{number}";

  private static final Pattern WORD =
      Pattern.compile("(?!(?:feat|feature|bug|bugfix|fix)$)[a-z]{1,16}");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the word is not one that {@link #isValid(String)} takes, or
   *     the address lacks the number
   */
  public Tracker {
    requireNonNull(kind, "kind");
    if (!isValid(word)) {
      throw new IllegalArgumentException("not a word for a tracker: " + word);
    }
    if (!url.isEmpty() && !url.contains(NUMBER)) {
      throw new IllegalArgumentException("an address without " + NUMBER + ": " + url);
    }
  }

  /**
   * Return whether a text may name a tracker: up to 16 letters a to z, and no word that {@link
   * HotfixDesc#suggest(String)} understands.
   *
   * @param word the text
   */
  public static boolean isValid(String word) {
    return WORD.matcher(word).matches();
  }

  /**
   * Return the address of an issue, or its short name if no address is known.
   *
   * @param number the number of the issue
   */
  public String issue(int number) {
    return url.isEmpty() ? word + number : url.replace(NUMBER, String.valueOf(number));
  }
}
