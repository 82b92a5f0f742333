package io.caicloud.hotfix.rules.config;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Location;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a configuration says about one rule. Immutable.
 *
 * @param rule the rule as it is written: code, slug, former slug, or code and slug
 * @param level what the rule becomes; empty if it stays as it is
 * @param reason why; empty if nobody says, which only {@link RuleLevel#OFF} does not allow
 * @param options the values of its options by their names
 * @param location where it stands
 */
public record RuleSetting(
    String rule,
    Optional<RuleLevel> level,
    String reason,
    SortedMap<String, OptionSetting> options,
    Location location) {

  /** Copies the options. */
  public RuleSetting {
    requireNonNull(rule, "rule");
    requireNonNull(level, "level");
    requireNonNull(reason, "reason");
    requireNonNull(location, "location");
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /**
   * The value of an option.
   *
   * @param value a text, an Integer, a Boolean or a list of texts
   * @param location where it stands
   */
  public record OptionSetting(Object value, Location location) {

    /** Checks that both are there. */
    public OptionSetting {
      requireNonNull(value, "value");
      requireNonNull(location, "location");
    }
  }
}
