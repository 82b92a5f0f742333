package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a configuration makes of a rule: how bad its findings are, or that it is off. */
public enum RuleLevel {
  /** Its findings are errors. */
  ERROR,
  /** Its findings are warnings. */
  WARNING,
  /** Its findings are hints. */
  HINT,
  /** It does not judge. */
  OFF;

  static List<String> words() {
    return Arrays.stream(values()).map(RuleLevel::toString).toList();
  }

  static Optional<RuleLevel> find(String word) {
    return Arrays.stream(values()).filter(level -> level.toString().equals(word)).findFirst();
  }

  /** Return the severity of its findings; empty if it is off. */
  public Optional<Severity> severity() {
    return this == OFF ? Optional.empty() : Optional.of(Severity.valueOf(name()));
  }

  /** Return the word for it in a configuration, such as {@code warning}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
