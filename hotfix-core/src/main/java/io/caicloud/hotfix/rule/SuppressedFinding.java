package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;

/**
 * A finding that does not count, and the decision that it does not. Immutable; sorts as its
 * finding.
 *
 * @param finding what was found
 * @param suppression why it does not count
 */
public record SuppressedFinding(Finding finding, Suppression suppression)
    implements Comparable<SuppressedFinding> {

  /** Checks that both are there. */
  public SuppressedFinding {
    requireNonNull(finding, "finding");
    requireNonNull(suppression, "suppression");
  }

  /**
   * Return the file of the finding as every machine would call it: from the release tree on, or its
   * bare name if the path is absolute.
   */
  public String portableFile() {
    return ReportDigest.portable(finding.location().file());
  }

  /** Order by finding, then by suppression. */
  @Override
  public int compareTo(SuppressedFinding other) {
    int byFinding = RuleReport.ORDER.compare(finding, other.finding);
    return byFinding != 0 ? byFinding : suppression.compareTo(other.suppression);
  }
}
