package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import java.util.List;

/**
 * What was found when a file was read as YAML.
 *
 * @param found the findings, of other rules too
 */
public record ReadingReview(List<Finding> found) implements Found {

  /** Copies the findings. */
  public ReadingReview {
    found = List.copyOf(found);
  }
}
