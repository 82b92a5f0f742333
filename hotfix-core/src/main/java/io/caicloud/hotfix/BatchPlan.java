package io.caicloud.hotfix;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;

/**
 * What was planned for each hotfix of a release tree. Immutable.
 *
 * @param outcomes one for each hotfix, in the order of the tree
 * @param findings what is wrong with the tree outside of its hotfixes
 */
public record BatchPlan(List<Outcome<PackagePlan>> outcomes, List<Finding> findings) {

  /** Copies the lists. */
  public BatchPlan {
    outcomes = List.copyOf(outcomes);
    findings = List.copyOf(findings);
  }

  /** Return the plans of the hotfixes that can be built. */
  public List<PackagePlan> plans() {
    return Outcome.values(outcomes);
  }

  /** Return the images that cannot be had, of all hotfixes together, sorted, each once. */
  public List<ImageReference> missingImages() {
    return outcomes.stream()
        .flatMap(o -> o.failure().stream())
        .filter(ImagesUnavailableException.class::isInstance)
        .flatMap(e -> ((ImagesUnavailableException) e).images().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Tell whether every hotfix can be built, and the tree has no error besides. */
  public boolean isSuccessful() {
    return Outcome.allGood(outcomes, findings);
  }
}
