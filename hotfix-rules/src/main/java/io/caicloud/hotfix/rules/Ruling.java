package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOption;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.rules.config.PathPattern;
import io.caicloud.hotfix.rules.config.RuleLevel;
import io.caicloud.hotfix.rules.config.RuleSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration comes to for one rule. Immutable.
 *
 * @param rule the rule
 * @param everywhere what it says of the rule in all files, if it does
 * @param inPaths what it says of the rule in some, in order
 * @param options the values of options, checked
 * @param names the names that the organization uses
 * @param places how files are compared with patterns
 */
record Ruling(
    RuleDescription rule,
    Optional<RuleSetting> everywhere,
    List<InPath> inPaths,
    Map<String, Object> options,
    Vocabulary names,
    Places places) {

  Ruling {
    inPaths = List.copyOf(inPaths);
    options = Map.copyOf(options);
  }

  /**
   * What is said of a rule in some files.
   *
   * @param path which files
   * @param setting what is said
   */
  record InPath(PathPattern path, RuleSetting setting) {}

  /** Return a ruling that changes nothing. */
  static Ruling none(RuleDescription rule, Vocabulary names, Places places) {
    return new Ruling(rule, Optional.empty(), List.of(), Map.of(), names, places);
  }

  Ruling with(RuleSetting setting, Map<String, Object> values) {
    return new Ruling(rule, Optional.of(setting), inPaths, values, names, places);
  }

  Ruling with(PathPattern path, RuleSetting setting) {
    List<InPath> all = new ArrayList<>(inPaths);
    all.add(new InPath(path, setting));
    return new Ruling(rule, everywhere, all, options, names, places);
  }

  boolean changesNothing() {
    return everywhere.isEmpty() && inPaths.isEmpty() && names.isEmpty();
  }

  /** Return why the rule is off for all files; empty if it is not, or some path switches it on. */
  Optional<Message> off() {
    boolean somewhereOn =
        inPaths.stream().anyMatch(in -> !in.setting().level().equals(Optional.of(RuleLevel.OFF)));
    return everywhere
        .filter(setting -> isOff(setting) && !somewhereOn)
        .map(setting -> Texts.message("configured-off", setting.reason()));
  }

  private static boolean isOff(RuleSetting setting) {
    return setting.level().equals(Optional.of(RuleLevel.OFF));
  }

  /** Return why a finding does not count, if it does not because its rule is off there. */
  Optional<Message> offReason(Finding finding) {
    return setting(finding.location().file())
        .filter(Ruling::isOff)
        .map(
            setting ->
                everywhere.equals(Optional.of(setting))
                    ? Texts.message("configured-off", setting.reason())
                    : Texts.message("configured-off-in", pattern(setting), setting.reason()));
  }

  private PathPattern pattern(RuleSetting setting) {
    return inPaths.stream()
        .filter(in -> in.setting().equals(setting))
        .map(InPath::path)
        .findFirst()
        .orElseThrow();
  }

  /** Return a finding as it counts; empty if the rule is off where it is. */
  Optional<Finding> applied(Finding finding) {
    RuleId id = finding.rule();
    Optional<RuleSetting> setting =
        id.equals(rule.id()) ? setting(finding.location().file()) : Optional.empty();
    Optional<RuleLevel> level = setting.flatMap(RuleSetting::level);
    if (level.isEmpty()) {
      return Optional.of(finding);
    }
    return level.get().severity().map(severity -> finding.withSeverity(shift(finding, severity)));
  }

  /**
   * Findings as bad as the rule says get the severity of the configuration. Milder ones stay
   * milder, but are never worse than it; worse ones become milder only if the rule does.
   */
  private Severity shift(Finding finding, Severity configured) {
    Severity own = finding.severity();
    int toRule = own.compareTo(rule.severity());
    boolean raised = configured.compareTo(rule.severity()) <= 0;
    if (toRule == 0 || (toRule < 0 && !raised)) {
      return configured;
    }
    boolean keepsOwn = toRule < 0 ? own.compareTo(configured) <= 0 : own.compareTo(configured) >= 0;
    return keepsOwn ? own : configured;
  }

  private Optional<RuleSetting> setting(String file) {
    for (int i = inPaths.size() - 1; i >= 0; i--) {
      if (places.matches(inPaths.get(i).path(), file)) {
        return Optional.of(inPaths.get(i).setting());
      }
    }
    return everywhere;
  }

  <T> Optional<T> input(Class<T> type) {
    return type == Vocabulary.class && !names.isEmpty()
        ? Optional.of(type.cast(names))
        : Optional.empty();
  }

  <T> T option(RuleOption<T> option) {
    Object value = options.get(option.name());
    return value == null ? option.defaultValue() : option.valueOf(value);
  }
}
