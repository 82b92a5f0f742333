package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.rules.config.RuleSetting.OptionSetting;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what stands below {@code rules}: a level, or a mapping with reason and options. */
final class RuleSettingReader {

  private final List<String> keys;
  private final Problems problems;

  /**
   * Create a reader.
   *
   * @param keys the keys that a rule may have here
   */
  RuleSettingReader(List<String> keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  List<RuleSetting> read(List<YamlEntry> rules) {
    List<RuleSetting> settings = new ArrayList<>();
    for (YamlEntry rule : rules) {
      read(rule).ifPresent(settings::add);
    }
    return settings;
  }

  private Optional<RuleSetting> read(YamlEntry rule) {
    if (rule.value() instanceof YamlScalar word) {
      Optional<RuleLevel> level = level(word);
      if (level.equals(Optional.of(RuleLevel.OFF))) {
        problems.add(word, "off-without-reason", rule.key().value());
        return Optional.empty();
      }
      return level.map(l -> setting(rule, Optional.of(l), "", new TreeMap<>()));
    }
    return Fields.of(rule.value(), keys, problems).flatMap(fields -> read(rule, fields));
  }

  private Optional<RuleSetting> read(YamlEntry rule, Fields fields) {
    Optional<RuleLevel> level =
        fields
            .get("severity")
            .flatMap(node -> Fields.text(node, problems))
            .flatMap(word -> level(word));
    String reason = fields.text("reason").map(text -> text.value().strip()).orElse("");
    if (level.equals(Optional.of(RuleLevel.OFF)) && reason.isEmpty()) {
      if (!fields.has("reason")) {
        problems.add(rule.value(), "off-without-reason", rule.key().value());
      }
      return Optional.empty();
    }
    if (!fields.has("severity") && !fields.has("options")) {
      problems.add(rule.value(), "rule-says-nothing", rule.key().value());
    }
    SortedMap<String, OptionSetting> options =
        keys.contains("options") ? options(fields.entries("options")) : new TreeMap<>();
    return Optional.of(setting(rule, level, reason, options));
  }

  private RuleSetting setting(
      YamlEntry rule,
      Optional<RuleLevel> level,
      String reason,
      SortedMap<String, OptionSetting> options) {
    return new RuleSetting(rule.key().value(), level, reason, options, problems.place(rule.key()));
  }

  private Optional<RuleLevel> level(YamlScalar word) {
    Optional<RuleLevel> level = RuleLevel.find(word.value());
    if (level.isEmpty()) {
      problems.addUnknown(word, RuleLevel.words(), "unknown-level");
    }
    return level;
  }

  private SortedMap<String, OptionSetting> options(List<YamlEntry> entries) {
    SortedMap<String, OptionSetting> options = new TreeMap<>();
    for (YamlEntry entry : entries) {
      Optional<Object> value = value(entry.value());
      if (value.isPresent()) {
        options.put(
            entry.key().value(), new OptionSetting(value.get(), problems.place(entry.value())));
      }
    }
    return options;
  }

  private Optional<Object> value(YamlNode node) {
    if (node instanceof YamlSequence list) {
      List<String> texts = new ArrayList<>();
      for (YamlNode item : list.items()) {
        Fields.text(item, problems).ifPresent(text -> texts.add(text.value()));
      }
      return texts.size() == list.items().size() ? Optional.of(texts) : Optional.empty();
    }
    Optional<Object> value = node instanceof YamlScalar scalar ? value(scalar) : Optional.empty();
    if (value.isEmpty()) {
      problems.add(node, "no-option-value");
    }
    return value;
  }

  private static Optional<Object> value(YamlScalar scalar) {
    String text = scalar.value();
    return switch (scalar.type()) {
      case STRING -> text.isBlank() ? Optional.empty() : Optional.of(text);
      case BOOLEAN -> Optional.of(text.equalsIgnoreCase("true"));
      case INTEGER ->
          text.matches("0|[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
