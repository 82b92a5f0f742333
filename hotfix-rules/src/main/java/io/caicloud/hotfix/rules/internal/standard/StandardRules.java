package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rules.internal.schema.Mistake.Kind;
import io.caicloud.hotfix.yaml.ReadingRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/** The list of the standard rules. */
public final class StandardRules {

  private StandardRules() {}

  /** Return new instances of all standard rules, sorted by id. */
  public static List<Rule<?>> all() {
    List<Rule<?>> rules = new ArrayList<>();
    rules.addAll(reading());
    rules.addAll(schema());
    rules.addAll(
        List.of(
            new PlaceholderForm(),
            new BuildTimeVariable(),
            new MountVolume(),
            new WorkloadRules(),
            new ConfigItem(),
            new UnusedVolume(),
            new ServiceTarget(),
            new VersionImage(),
            new ImageForm(),
            new HardCodedRegistry()));
    rules.sort((a, b) -> a.description().id().compareTo(b.description().id()));
    return List.copyOf(rules);
  }

  private static List<Rule<?>> reading() {
    List<Rule<?>> rules = new ArrayList<>();
    for (RuleId id :
        List.of(
            ReadingRules.UTF8,
            ReadingRules.SIZE,
            ReadingRules.SYNTAX,
            ReadingRules.SINGLE_DOCUMENT,
            ReadingRules.EMPTY,
            ReadingRules.DUPLICATE_KEY,
            ReadingRules.ALIAS,
            ReadingRules.DEPTH,
            ReadingRules.TAG,
            ReadingRules.CONTROL_CHARACTER,
            ReadingRules.BIDI,
            ReadingRules.PLACEHOLDER_QUOTED)) {
      rules.add(reading(id, Severity.ERROR));
    }
    rules.add(reading(ReadingRules.YAML_DIALECT, Severity.WARNING));
    return rules;
  }

  private static Rule<?> reading(RuleId id, Severity severity) {
    return new Forwarded<>(id, severity, Clause.YAML, YamlDocument.class, YamlDocument::findings);
  }

  private static List<Rule<?>> schema() {
    return List.of(
        schema("HF301", "unknown-key", Severity.ERROR, Kind.UNKNOWN_KEY),
        schema("HF302", "missing-key", Severity.ERROR, Kind.MISSING_KEY),
        schema("HF303", "type", Severity.ERROR, Kind.TYPE),
        schema("HF304", "value", Severity.ERROR, Kind.VALUE),
        schema("HF305", "pattern", Severity.ERROR, Kind.PATTERN),
        schema("HF306", "deprecated-key", Severity.WARNING, Kind.OLD_KEY),
        schema("HF307", "authoring-form", Severity.WARNING, Kind.AUTHORING),
        schema("HF406", "ignored-key", Severity.WARNING, Kind.IGNORED_KEY));
  }

  private static Rule<?> schema(String code, String slug, Severity severity, Kind kind) {
    return new SchemaRule(new RuleId(code, slug), severity, kind);
  }
}
