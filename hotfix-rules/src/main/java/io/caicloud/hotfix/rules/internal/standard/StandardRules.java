package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.archive.PackageRules;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rules.internal.schema.Mistake.Kind;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.tree.TreeRules;
import io.caicloud.hotfix.yaml.ReadingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of the standard rules. */
public final class StandardRules {

  private StandardRules() {}

  /** Return new instances of all standard rules, sorted by id. */
  public static List<Rule<?>> all() {
    List<Rule<?>> rules = new ArrayList<>();
    rules.addAll(reading());
    rules.addAll(schema());
    rules.addAll(names());
    rules.addAll(paths());
    rules.addAll(packages());
    rules.addAll(
        List.of(
            new PlaceholderForm(),
            new BuildTimeVariable(),
            new MountVolume(),
            new WorkloadRules(),
            new ConfigItem(),
            new UnusedVolume(),
            new ServiceTarget(),
            new PlaintextSecret(),
            new PrivilegedNew(),
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
      rules.add(new Forwarded<>(id, Severity.ERROR, Clause.YAML, ReadingReview.class));
    }
    rules.add(new YamlDialect());
    return rules;
  }

  private static List<Rule<?>> names() {
    return List.of(
        found(NamingRules.PRODUCT_VERSION, Severity.ERROR, Clause.PATH),
        new HotfixDateRule(),
        KnownWord.product(),
        new DescFormat(),
        new DescTracker(),
        new IdentityRule(NamingRules.ADDON_NAME, "name", NamingRules::addonName, false),
        new IdentityRule(NamingRules.VERSION_FORM, "version", NamingRules::versionForm, true),
        new PackageNameRule());
  }

  private static List<Rule<?>> paths() {
    return List.of(
        KnownWord.group(),
        found(TreeRules.ONE_ADDON, Severity.ERROR, Clause.ONE_ADDON),
        found(TreeRules.SAME_ADDON_TWICE, Severity.ERROR, Clause.ONE_ADDON),
        found(TreeRules.STRAY_FILE, Severity.WARNING, Clause.PATH),
        found(NamingRules.OEM_FOLDER, Severity.WARNING, Clause.PATH),
        new IdentityRule(
            NamingRules.NAMESPACE_FOLDER, "namespace", (place, text) -> Optional.empty(), true),
        found(TreeRules.VERSION_PATH, Severity.WARNING, Clause.METADATA));
  }

  private static List<Rule<?>> packages() {
    return Stream.of(PackageRules.CLOSURE, PackageRules.DAMAGE, PackageRules.CONTRACT)
        .<Rule<?>>map(
            id -> new Forwarded<>(id, Severity.ERROR, Clause.PACKAGE, PackageReview.class))
        .toList();
  }

  private static Rule<?> found(RuleId id, Severity severity, Clause clause) {
    return new Forwarded<>(id, severity, clause, NameReview.class);
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
