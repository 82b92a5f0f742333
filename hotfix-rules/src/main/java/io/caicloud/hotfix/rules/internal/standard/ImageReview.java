package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.spec.SpecDocument;
import java.util.List;
import java.util.Optional;

/**
 * The images that values or a specification name.
 *
 * @param values the values, if it is them
 * @param alone the image, if it is one by itself
 * @param found what was found when the images were read
 */
public record ImageReview(Optional<ValuesTree> values, Optional<Alone> alone, List<Finding> found) {

  /**
   * An image that stands nowhere yet.
   *
   * @param place where findings are
   * @param text the image
   */
  record Alone(Location place, String text) {}

  /**
   * Return the review of values.
   *
   * @param values the values
   */
  public static ImageReview of(ValuesTree values) {
    return new ImageReview(Optional.of(values), Optional.empty(), List.of());
  }

  /**
   * Return the review of a specification file.
   *
   * @param spec the file
   */
  public static ImageReview of(SpecDocument spec) {
    return new ImageReview(Optional.empty(), Optional.empty(), spec.findings());
  }

  /**
   * Return the review of a text that should be an image.
   *
   * @param place where it stands
   * @param text the text
   */
  public static ImageReview of(Location place, String text) {
    return new ImageReview(Optional.empty(), Optional.of(new Alone(place, text)), List.of());
  }
}
