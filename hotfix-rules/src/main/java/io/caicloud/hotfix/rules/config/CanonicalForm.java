package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.rule.Tracker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A configuration as lines that do not depend on comments, order of keys, places and quotes. Each
 * part of a line comes with its length, so that no text can pass for another.
 */
final class CanonicalForm {

  private final List<String> lines = new ArrayList<>();

  private CanonicalForm(RuleConfiguration configuration) {
    line("configuration", "1");
    configuration.rules().stream().map(rule -> rule("rule", rule)).sorted().forEach(lines::add);
    for (PathSetting path : configuration.paths()) {
      line("path", path.path());
      path.rules().stream().map(rule -> rule("in-path", rule)).sorted().forEach(lines::add);
    }
    for (Tracker tracker : configuration.vocabulary().trackers().values()) {
      line("tracker", tracker.word(), tracker.kind().prefix(), tracker.url());
    }
    configuration.vocabulary().productLines().forEach(name -> line("product-line", name));
    configuration.vocabulary().addonGroups().forEach(name -> line("addon-group", name));
    configuration.vocabulary().placeholders().forEach(name -> line("placeholder", name));
    line("inline-suppressions", configuration.allowsInlineSuppressions());
    configuration.suppressions().stream()
        .map(s -> joined("suppression", s.rule(), s.path(), s.pointer(), s.reason(), s.until()))
        .sorted()
        .forEach(lines::add);
  }

  static String digest(RuleConfiguration configuration) {
    String text = String.join("\n", new CanonicalForm(configuration).lines);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String rule(String word, RuleSetting rule) {
    List<Object> parts =
        new ArrayList<>(
            List.of(rule.rule(), rule.level().map(RuleLevel::toString).orElse(""), rule.reason()));
    rule.options()
        .forEach(
            (name, option) -> {
              parts.add(name);
              parts.add(value(option.value()));
            });
    return joined(word, parts.toArray());
  }

  private static String value(Object value) {
    if (value instanceof List<?> list) {
      return joined("list", list.toArray());
    }
    return value instanceof String text ? joined("text", text) : value.toString();
  }

  private void line(String word, Object... parts) {
    lines.add(joined(word, parts));
  }

  private static String joined(String word, Object... parts) {
    StringBuilder line = new StringBuilder(word);
    for (Object part : parts) {
      String text = part.toString();
      line.append(' ').append(text.length()).append(':').append(text);
    }
    return line.toString();
  }
}
