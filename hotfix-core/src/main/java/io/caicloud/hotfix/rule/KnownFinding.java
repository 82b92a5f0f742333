package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What makes a finding the same one in another state of its file: no line and no number of a list
 * item is part of it. A baseline consists of these. Immutable; sorts by file, place and rule.
 *
 * @param path the file
 * @param rule the code of the rule
 * @param place the node, as a JSON pointer in which items of lists that have a name or an image are
 *     called by it, or else the text of the line; empty for the file as a whole
 * @param value what stands there, in one form however it is quoted; its digest if it is long
 */
public record KnownFinding(String path, String rule, String place, String value)
    implements Comparable<KnownFinding> {

  private static final Comparator<KnownFinding> ORDER =
      Comparator.comparing(KnownFinding::path)
          .thenComparing(KnownFinding::place)
          .thenComparing(KnownFinding::rule)
          .thenComparing(KnownFinding::value);

  /** Checks that all is there. */
  public KnownFinding {
    requireNonNull(path, "path");
    requireNonNull(rule, "rule");
    requireNonNull(place, "place");
    requireNonNull(value, "value");
  }

  /**
   * Return the path by which every machine knows a file: from the release tree on, or its bare name
   * if it is absolute.
   *
   * @param file the path or name, as locations of findings give it
   */
  public static String pathOf(String file) {
    return ReportDigest.portable(file);
  }

  /** Order by file, place and rule. */
  @Override
  public int compareTo(KnownFinding other) {
    return ORDER.compare(this, other);
  }
}
