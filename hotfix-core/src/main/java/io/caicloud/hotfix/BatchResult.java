package io.caicloud.hotfix;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.Finding;
import java.util.List;

/**
 * What became of each hotfix of a release tree. Immutable.
 *
 * @param outcomes one for each hotfix, in the order of the tree
 * @param findings what is wrong with the tree outside of its hotfixes
 */
public record BatchResult(List<Outcome<HotfixPackage>> outcomes, List<Finding> findings) {

  /** Copies the lists. */
  public BatchResult {
    outcomes = List.copyOf(outcomes);
    findings = List.copyOf(findings);
  }

  /** Return the packages that were built, or were there already with the same bytes. */
  public List<HotfixPackage> packages() {
    return Outcome.values(outcomes);
  }

  /** Tell whether every hotfix was built, and the tree has no error besides. */
  public boolean isSuccessful() {
    return Outcome.allGood(outcomes, findings);
  }
}
