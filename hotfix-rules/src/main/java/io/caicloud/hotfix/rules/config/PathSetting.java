package io.caicloud.hotfix.rules.config;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Location;
import java.util.List;

/**
 * What a configuration says about rules in some files. Of several that match a file, the last one
 * that names a rule counts. Immutable.
 *
 * @param path which files
 * @param rules what becomes of rules there; without options
 * @param location where it stands
 */
public record PathSetting(PathPattern path, List<RuleSetting> rules, Location location) {

  /** Copies the list. */
  public PathSetting {
    requireNonNull(path, "path");
    requireNonNull(location, "location");
    rules = List.copyOf(rules);
  }
}
