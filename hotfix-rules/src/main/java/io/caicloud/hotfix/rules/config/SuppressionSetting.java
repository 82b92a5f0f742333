package io.caicloud.hotfix.rules.config;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Location;
import java.time.LocalDate;

/**
 * A suppression in a configuration, before anybody knows which rule it means. Immutable.
 *
 * @param rule the rule as it is written: code, slug, former slug, or code and slug
 * @param path which files
 * @param pointer the JSON pointer of the node that it is about, with all below; empty for no limit
 * @param reason why
 * @param until the last day on which it holds
 * @param location where it stands
 */
public record SuppressionSetting(
    String rule,
    PathPattern path,
    String pointer,
    String reason,
    LocalDate until,
    Location location) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public SuppressionSetting {
    requireNonNull(rule, "rule");
    requireNonNull(path, "path");
    requireNonNull(pointer, "pointer");
    requireNonNull(until, "until");
    requireNonNull(location, "location");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a suppression needs a reason: " + rule);
    }
  }
}
