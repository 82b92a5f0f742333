package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.TextRange;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A decision of people that findings of a rule do not count for some time, and why. Immutable;
 * sorts by the place where it stands, then by rule.
 *
 * @param rule the rule that it is about
 * @param written the rule as it is written: code, slug or former slug
 * @param kind where such a decision stands
 * @param path the file it is about, or a pattern of files
 * @param pointer the JSON pointer of the node that it is about, with all below; empty for no limit
 * @param reason why, not blank
 * @param until the last day on which it holds
 * @param location where it stands, for what is to be said about it
 */
public record Suppression(
    RuleId rule,
    String written,
    Kind kind,
    String path,
    String pointer,
    String reason,
    LocalDate until,
    Location location)
    implements Comparable<Suppression> {

  private static final Comparator<Suppression> ORDER =
      Comparator.comparing((Suppression s) -> s.location.file())
          .thenComparing(
              s -> s.location.range(), Comparator.nullsFirst(Comparator.<TextRange>naturalOrder()))
          .thenComparing(s -> s.location.pointer())
          .thenComparing(Suppression::rule)
          .thenComparing(Suppression::path)
          .thenComparing(Suppression::pointer)
          .thenComparing(Suppression::until)
          .thenComparing(Suppression::reason)
          .thenComparing(Suppression::written);

  /** Where suppressions stand. */
  public enum Kind {
    /** In a comment of the file that it is about. */
    INLINE,
    /** In a configuration, apart from the file. */
    CONFIGURED
  }

  /**
   * Checks that all is there.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public Suppression {
    requireNonNull(rule, "rule");
    requireNonNull(written, "written");
    requireNonNull(kind, "kind");
    requireNonNull(path, "path");
    requireNonNull(pointer, "pointer");
    requireNonNull(until, "until");
    requireNonNull(location, "location");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a suppression needs a reason: " + rule);
    }
  }

  /** Order by place, then by rule. */
  @Override
  public int compareTo(Suppression other) {
    return ORDER.compare(this, other);
  }
}
