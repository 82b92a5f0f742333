package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rules.internal.standard.StandardRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The name of a set of rules: this library's version, and the codes of rules from elsewhere. */
final class RuleSetName {

  private RuleSetName() {}

  static String of(List<Rule<?>> rules) {
    Set<String> standard = codes(StandardRules.all());
    String others =
        rules.stream()
            .map(rule -> rule.description().id().code())
            .filter(code -> !standard.contains(code))
            .collect(Collectors.joining(","));
    String name = "hotfix-rules " + version();
    return others.isEmpty() ? name : name + " + " + others;
  }

  private static Set<String> codes(List<Rule<?>> rules) {
    return rules.stream().map(rule -> rule.description().id().code()).collect(Collectors.toSet());
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = RuleSetName.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
