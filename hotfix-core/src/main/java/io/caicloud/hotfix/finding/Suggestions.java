package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** "Did you mean": the known word that an unknown one is most likely a misspelling of. */
public final class Suggestions {

  private static final int LONGEST = 64;

  private Suggestions() {}

  /**
   * Return the candidate that is nearest to a word: the fewest characters inserted, dropped,
   * replaced or swapped with their neighbor, upper and lower case being equal. At most a third of
   * the word may differ, at least one character always. Of equally near ones, the first in the
   * order of text; none if the word is one of the candidates, or longer than 64 characters.
   *
   * @param word the word that is not known
   * @param candidates the words that are
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    requireNonNull(word, "word");
    if (word.isBlank() || word.length() > LONGEST || candidates.contains(word)) {
      return Optional.empty();
    }
    int best = Math.max(1, word.length() / 3) + 1;
    String nearest = null;
    for (String candidate : new TreeSet<>(candidates)) {
      if (Math.abs(candidate.length() - word.length()) < best) {
        int distance = distance(lower(word), lower(candidate));
        if (distance < best) {
          best = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Return the optimal string alignment distance, with three rows of the table at a time. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }
}
