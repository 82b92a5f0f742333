package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOption;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.config.PathSetting;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.rules.config.RuleSetting;
import io.caicloud.hotfix.rules.config.RuleSetting.OptionSetting;
import io.caicloud.hotfix.rules.config.SuppressionSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares a configuration with the rules that there are. */
final class ConfigurationReview {

  private final List<RuleDescription> catalogue;
  private final Map<RuleId, Ruling> rulings = new HashMap<>();
  private final List<Suppression> suppressions = new ArrayList<>();
  private final List<Finding> findings;

  ConfigurationReview(List<Rule<?>> rules, RuleConfiguration configuration) {
    this.catalogue =
        Stream.concat(
                rules.stream().<RuleDescription>map(Rule::description), Notices.all().stream())
            .toList();
    this.findings = new ArrayList<>(configuration.findings());
    Places places = new Places(configuration.root());
    for (RuleDescription rule : catalogue) {
      rulings.put(rule.id(), Ruling.none(rule, configuration.vocabulary(), places));
    }
    everywhere(configuration.rules());
    configuration.paths().forEach(this::inPath);
    configuration.suppressions().forEach(this::suppression);
  }

  Map<RuleId, Ruling> rulings() {
    return rulings;
  }

  List<Suppression> suppressions() {
    return suppressions;
  }

  List<Finding> findings() {
    return findings;
  }

  private void everywhere(List<RuleSetting> settings) {
    Set<RuleId> seen = new HashSet<>();
    for (RuleSetting setting : settings) {
      Optional<RuleDescription> rule = rule(setting, seen);
      if (rule.isPresent()) {
        Map<String, Object> options = options(rule.get(), setting);
        rulings.computeIfPresent(rule.get().id(), (id, ruling) -> ruling.with(setting, options));
      }
    }
  }

  private void inPath(PathSetting path) {
    Set<RuleId> seen = new HashSet<>();
    for (RuleSetting setting : path.rules()) {
      rule(setting, seen)
          .ifPresent(
              rule ->
                  rulings.computeIfPresent(
                      rule.id(), (id, ruling) -> ruling.with(path.path(), setting)));
    }
  }

  private void suppression(SuppressionSetting setting) {
    Optional<RuleDescription> rule = find(setting.rule(), setting.location());
    if (rule.isPresent() && !rule.get().suppressible()) {
      add(setting.location(), "not-suppressible", rule.get().id());
    } else if (rule.isPresent()) {
      suppressions.add(
          new Suppression(
              rule.get().id(),
              setting.rule(),
              Suppression.Kind.CONFIGURED,
              setting.path().toString(),
              setting.pointer(),
              setting.reason(),
              setting.until(),
              setting.location()));
    }
  }

  /** Return the rule that a setting is about, if the setting is one that counts. */
  private Optional<RuleDescription> rule(RuleSetting setting, Set<RuleId> seen) {
    Optional<RuleDescription> rule = find(setting.rule(), setting.location());
    if (rule.isEmpty()) {
      return rule;
    }
    RuleId id = rule.get().id();
    if (!seen.add(id)) {
      add(setting.location(), "rule-twice", setting.rule(), id);
      return Optional.empty();
    }
    if (!rule.get().suppressible() && isLower(setting, rule.get().severity())) {
      add(setting.location(), "not-lowered", id);
      return Optional.empty();
    }
    return rule;
  }

  private static boolean isLower(RuleSetting setting, Severity severity) {
    return setting
        .level()
        .filter(
            level -> level.severity().isEmpty() || level.severity().get().compareTo(severity) > 0)
        .isPresent();
  }

  private Optional<RuleDescription> find(String word, Location place) {
    try {
      return Optional.of(Lookup.find(catalogue, word));
    } catch (HotfixException e) {
      Message text = Message.of(e.message(Locale.ENGLISH), e.message(Locale.CHINESE));
      add(place, "unknown-rule", text);
      return Optional.empty();
    }
  }

  private Map<String, Object> options(RuleDescription rule, RuleSetting setting) {
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, OptionSetting> given : setting.options().entrySet()) {
      String name = given.getKey();
      Location place = given.getValue().location();
      Optional<RuleOption<?>> option =
          rule.options().stream().filter(o -> o.name().equals(name)).findFirst();
      if (option.isEmpty()) {
        unknownOption(rule, name, place);
      } else {
        try {
          values.put(name, option.get().valueOf(given.getValue().value()));
        } catch (IllegalArgumentException e) {
          String kind = option.get().kind().name().toLowerCase(Locale.ROOT);
          add(place, "option-kind", name, rule.id(), Texts.message("kind." + kind));
        }
      }
    }
    return values;
  }

  private void unknownOption(RuleDescription rule, String name, Location place) {
    List<String> known = rule.options().stream().<String>map(RuleOption::name).toList();
    Optional<String> near = Suggestions.closest(name, known);
    if (near.isPresent()) {
      add(place, "option-meant", name, rule.id(), near.get());
    } else if (known.isEmpty()) {
      add(place, "no-options", name, rule.id());
    } else {
      add(place, "unknown-option", name, rule.id(), String.join(", ", known));
    }
  }

  private void add(Location place, String key, Object... arguments) {
    findings.add(
        Finding.error(EngineRules.CONFIGURATION, place)
            .message(Texts.message("HF907." + key, arguments))
            .remedy(Texts.message("HF907." + key + ".remedy", arguments))
            .build());
  }
}
