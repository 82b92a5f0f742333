package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a configuration apart, one finding per mistake; the parts that are right are kept. */
final class ConfigurationReader {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

  private final Problems problems;
  private final YamlDocument document;

  ConfigurationReader(YamlDocument document) {
    this.document = document;
    this.problems = new Problems(document);
  }

  RuleConfiguration.Content read() {
    Optional<Fields> top = document.root().flatMap(root -> Fields.of(root, Keys.TOP, problems));
    if (top.isEmpty()) {
      return RuleConfiguration.Content.EMPTY.withFindings(problems.sorted());
    }
    version(top.get());
    List<RuleSetting> rules =
        new RuleSettingReader(Keys.RULE, problems).read(top.get().entries("rules"));
    List<PathSetting> paths = new ArrayList<>();
    for (YamlNode item : top.get().items("paths")) {
      path(item).ifPresent(paths::add);
    }
    Vocabulary vocabulary = new VocabularyReader(top.get(), problems).read();
    boolean inline = inlineAllowed(top.get());
    List<SuppressionSetting> suppressions = new ArrayList<>();
    for (YamlNode item : top.get().items("suppressions")) {
      suppression(item).ifPresent(suppressions::add);
    }
    return new RuleConfiguration.Content(
        rules, paths, vocabulary, inline, suppressions, problems.sorted());
  }

  private void version(Fields top) {
    top.require("version");
    top.get("version").filter(v -> !isOne(v)).ifPresent(v -> problems.add(v, "version"));
  }

  private static boolean isOne(YamlNode version) {
    return version instanceof YamlScalar scalar
        && scalar.type() == YamlScalar.Type.INTEGER
        && scalar.value().equals("1");
  }

  private Optional<PathSetting> path(YamlNode node) {
    Optional<Fields> fields = Fields.of(node, Keys.PATH, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    fields.get().require("rules");
    List<RuleSetting> rules =
        new RuleSettingReader(Keys.RULE_IN_PATH, problems).read(fields.get().entries("rules"));
    return pattern(fields.get())
        .map(pattern -> new PathSetting(pattern, rules, problems.place(node)));
  }

  private Optional<PathPattern> pattern(Fields fields) {
    Optional<YamlScalar> text = fields.requiredText("path");
    try {
      return text.map(t -> PathPattern.parse(t.value()));
    } catch (HotfixException e) {
      problems.add(text.orElseThrow(), "invalid", VocabularyReader.message(e));
      return Optional.empty();
    }
  }

  private boolean inlineAllowed(Fields top) {
    Optional<YamlScalar> word = top.text("inline-suppressions");
    if (word.isPresent() && !Keys.INLINE.contains(word.get().value())) {
      problems.addUnknown(word.get(), Keys.INLINE, "unknown-inline");
    }
    // What is not understood must not allow more than what was meant.
    return top.get("inline-suppressions").isEmpty()
        || word.filter(w -> w.value().equals("allowed")).isPresent();
  }

  private Optional<SuppressionSetting> suppression(YamlNode node) {
    Optional<Fields> given = Fields.of(node, Keys.SUPPRESSION, problems);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = given.get();
    Optional<YamlScalar> rule = fields.requiredText("rule");
    Optional<PathPattern> path = pattern(fields);
    Optional<YamlScalar> reason = fields.requiredText("reason");
    Optional<LocalDate> until = fields.requiredText("until").flatMap(this::day);
    Optional<String> pointer =
        fields.has("pointer") ? fields.text("pointer").flatMap(this::pointer) : Optional.of("");
    if (rule.isEmpty()
        || path.isEmpty()
        || reason.isEmpty()
        || until.isEmpty()
        || pointer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SuppressionSetting(
            rule.get().value(),
            path.get(),
            pointer.get(),
            reason.get().value().strip(),
            until.get(),
            problems.place(rule.get())));
  }

  private Optional<String> pointer(YamlScalar text) {
    if (POINTER.matcher(text.value()).matches()) {
      return Optional.of(text.value());
    }
    problems.add(text, "pointer", text.value());
    return Optional.empty();
  }

  private Optional<LocalDate> day(YamlScalar text) {
    try {
      return Optional.of(LocalDate.parse(text.value(), DAY));
    } catch (DateTimeParseException e) {
      problems.add(text, "day", text.value());
      return Optional.empty();
    }
  }
}
