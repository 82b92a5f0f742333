package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.spec.SpecDocument;
import java.util.List;
import java.util.Optional;

/**
 * The images that values or a specification name.
 *
 * @param values the values, if it is them
 * @param found what was found when the images were read
 */
public record ImageReview(Optional<ValuesTree> values, List<Finding> found) {

  /**
   * Return the review of values.
   *
   * @param values the values
   */
  public static ImageReview of(ValuesTree values) {
    return new ImageReview(Optional.of(values), List.of());
  }

  /**
   * Return the review of a specification file.
   *
   * @param spec the file
   */
  public static ImageReview of(SpecDocument spec) {
    return new ImageReview(Optional.empty(), spec.findings());
  }
}
