package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

/**
 * A second place that belongs to a finding, such as the first of two equal keys.
 *
 * @param location the place
 * @param message what is there
 */
public record RelatedLocation(Location location, Message message) {

  /** Checks that both are there. */
  public RelatedLocation {
    requireNonNull(location, "location");
    requireNonNull(message, "message");
  }
}
