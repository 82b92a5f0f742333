package io.caicloud.hotfix.rules.config;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.rules.config.RuleSetting.OptionSetting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Collects a configuration in a program. Not safe to share between threads. */
public final class RuleConfigurationBuilder {

  private static final Location PLACE = Location.of("configuration");

  private final Map<String, RuleSetting> rules = new LinkedHashMap<>();
  private final List<PathSetting> paths = new ArrayList<>();
  private final List<SuppressionSetting> suppressions = new ArrayList<>();
  private Vocabulary vocabulary = Vocabulary.none();
  private boolean inlineSuppressions = true;

  RuleConfigurationBuilder() {}

  /**
   * Set how bad the findings of a rule are.
   *
   * @param rule its code or slug
   * @param level what it becomes
   * @throws IllegalArgumentException if it is {@link RuleLevel#OFF}, which needs a reason
   */
  public RuleConfigurationBuilder rule(String rule, RuleLevel level) {
    if (level == RuleLevel.OFF) {
      throw new IllegalArgumentException("a rule that is off needs a reason: " + rule);
    }
    return change(rule, old -> with(old, level, ""));
  }

  /**
   * Switch a rule off.
   *
   * @param rule its code or slug
   * @param reason why
   * @throws IllegalArgumentException if the reason is blank
   */
  public RuleConfigurationBuilder off(String rule, String reason) {
    requireReason(rule, reason);
    return change(rule, old -> with(old, RuleLevel.OFF, reason));
  }

  /**
   * Set an option of a rule.
   *
   * @param rule its code or slug
   * @param option the name of the option
   * @param value a text, an Integer from 0, a Boolean or a list of texts
   */
  public RuleConfigurationBuilder option(String rule, String option, Object value) {
    requireNonNull(option, "option");
    return change(
        rule,
        old -> {
          TreeMap<String, OptionSetting> options = new TreeMap<>(old.options());
          options.put(option, new OptionSetting(value, PLACE));
          return new RuleSetting(old.rule(), old.level(), old.reason(), options, PLACE);
        });
  }

  /**
   * Set how bad the findings of a rule are in some files.
   *
   * @param path which files
   * @param rule its code or slug
   * @param level what it becomes
   * @throws IllegalArgumentException if it is {@link RuleLevel#OFF}, which needs a reason
   */
  public RuleConfigurationBuilder rule(PathPattern path, String rule, RuleLevel level) {
    if (level == RuleLevel.OFF) {
      throw new IllegalArgumentException("a rule that is off needs a reason: " + rule);
    }
    return addPath(path, with(empty(rule), level, ""));
  }

  /**
   * Switch a rule off in some files.
   *
   * @param path which files
   * @param rule its code or slug
   * @param reason why
   * @throws IllegalArgumentException if the reason is blank
   */
  public RuleConfigurationBuilder off(PathPattern path, String rule, String reason) {
    requireReason(rule, reason);
    return addPath(path, with(empty(rule), RuleLevel.OFF, reason));
  }

  /**
   * Set the names that the organization uses.
   *
   * @param names the names
   */
  public RuleConfigurationBuilder vocabulary(Vocabulary names) {
    vocabulary = requireNonNull(names, "names");
    return this;
  }

  /** Say that comments in checked files suppress nothing. */
  public RuleConfigurationBuilder forbidInlineSuppressions() {
    inlineSuppressions = false;
    return this;
  }

  /**
   * Add a suppression.
   *
   * @param path which files
   * @param rule its code or slug
   * @param reason why
   * @param until the last day on which it holds
   * @throws IllegalArgumentException if the reason is blank
   */
  public RuleConfigurationBuilder suppress(
      PathPattern path, String rule, String reason, LocalDate until) {
    suppressions.add(new SuppressionSetting(rule, path, "", reason, until, PLACE));
    return this;
  }

  /** Build the configuration. */
  public RuleConfiguration build() {
    return new RuleConfiguration(
        new RuleConfiguration.Content(
            List.copyOf(rules.values()),
            paths,
            vocabulary,
            inlineSuppressions,
            suppressions,
            List.of()),
        null,
        null);
  }

  private RuleConfigurationBuilder change(String rule, UnaryOperator<RuleSetting> change) {
    rules.put(rule, change.apply(rules.getOrDefault(rule, empty(rule))));
    return this;
  }

  private RuleConfigurationBuilder addPath(PathPattern path, RuleSetting setting) {
    paths.add(new PathSetting(path, List.of(setting), PLACE));
    return this;
  }

  private static RuleSetting empty(String rule) {
    return new RuleSetting(rule, Optional.empty(), "", new TreeMap<>(), PLACE);
  }

  private static RuleSetting with(RuleSetting old, RuleLevel level, String reason) {
    return new RuleSetting(old.rule(), Optional.of(level), reason, old.options(), PLACE);
  }

  private static void requireReason(String rule, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a rule that is off needs a reason: " + rule);
    }
  }
}
