package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A decision that let a hotfix pass although a rule had found something, as the manifest of its
 * package tells it. Immutable; sorts by file and rule.
 *
 * @param rule the code of the rule
 * @param file the file with what it found, without the folders above the release tree
 * @param until the last day on which the decision holds
 * @param reason why it does not count
 */
public record UsedSuppression(String rule, String file, LocalDate until, String reason)
    implements Comparable<UsedSuppression> {

  private static final Comparator<UsedSuppression> ORDER =
      Comparator.comparing(UsedSuppression::file)
          .thenComparing(UsedSuppression::rule)
          .thenComparing(UsedSuppression::until)
          .thenComparing(UsedSuppression::reason);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public UsedSuppression {
    requireNonNull(rule, "rule");
    requireNonNull(file, "file");
    requireNonNull(until, "until");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a suppression needs a reason: " + rule);
    }
  }

  /**
   * Return those of a report, sorted, each once.
   *
   * @param report the report
   */
  public static List<UsedSuppression> of(RuleReport report) {
    return report.suppressed().stream().map(UsedSuppression::of).distinct().sorted().toList();
  }

  private static UsedSuppression of(SuppressedFinding suppressed) {
    return new UsedSuppression(
        suppressed.suppression().rule().code(),
        suppressed.portableFile(),
        suppressed.suppression().until(),
        suppressed.suppression().reason());
  }

  /** Order by file and rule. */
  @Override
  public int compareTo(UsedSuppression other) {
    return ORDER.compare(this, other);
  }
}
