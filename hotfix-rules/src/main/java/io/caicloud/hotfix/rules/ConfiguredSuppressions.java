package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.config.PathPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The suppressions of a configuration. Not safe to share between threads. */
final class ConfiguredSuppressions {

  private final Places places;
  private final Map<Suppression, PathPattern> patterns = new LinkedHashMap<>();
  private final Map<RuleId, List<Suppression>> byRule = new HashMap<>();

  ConfiguredSuppressions(Configured configured) {
    this.places = new Places(configured.configuration().root());
    for (Suppression suppression : configured.suppressions()) {
      if (patterns.put(suppression, PathPattern.parse(suppression.path())) == null) {
        byRule.computeIfAbsent(suppression.rule(), r -> new ArrayList<>()).add(suppression);
      }
    }
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Return them all, in the order of the configuration. */
  List<Suppression> all() {
    return List.copyOf(patterns.keySet());
  }

  /** Return those that are about a finding. */
  Stream<Suppression> of(Finding finding) {
    String pointer = finding.location().pointer();
    return byRule.getOrDefault(finding.rule(), List.of()).stream()
        .filter(s -> isWithin(pointer, s.pointer()))
        .filter(s -> matches(s, finding.location().file()));
  }

  /**
   * Return whether a suppression is about one file only, and this is the one. Of others nobody
   * knows whether a check saw all that they are about.
   */
  boolean isOnly(Suppression suppression, String file) {
    boolean many = suppression.path().chars().anyMatch(c -> c == '*' || c == '?');
    return !many && suppression.path().contains("/") && matches(suppression, file);
  }

  private boolean matches(Suppression suppression, String file) {
    PathPattern pattern = patterns.get(suppression);
    return pattern != null && places.matches(pattern, file);
  }

  private static boolean isWithin(String pointer, String limit) {
    return limit.isEmpty() || pointer.equals(limit) || pointer.startsWith(limit + "/");
  }
}
