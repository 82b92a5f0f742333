package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import java.util.List;

/** Why this hotfix was allowed into a package; its manifest says so. */
public sealed interface Evidence {

  /**
   * Rules ran over the hotfix, and passed it.
   *
   * @param ruleSet the name of the rules
   * @param report the digest of their report
   * @param suppressions what they found and people said does not count, sorted
   */
  record Checked(String ruleSet, Digest report, List<UsedSuppression> suppressions)
      implements Evidence {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Checked {
      requireNonNull(report, "report");
      suppressions = suppressions.stream().distinct().sorted().toList();
      if (ruleSet.isBlank()) {
        throw new IllegalArgumentException("a rule set needs a name");
      }
    }
  }

  /**
   * Nobody checked it.
   *
   * @param reason why not, in the words of who decided so
   */
  record Unchecked(String reason) implements Evidence {

    /**
     * Checks that there is a reason.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Unchecked {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("packing unchecked needs a reason");
      }
    }
  }
}
