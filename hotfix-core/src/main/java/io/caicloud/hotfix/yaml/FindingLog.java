package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The findings of one document, bounded for each rule, because a hostile file can hold one in every
 * second byte. What is left out is counted and said.
 */
final class FindingLog {

  static final int MAX_PER_RULE = 50;

  private record LeftOut(Severity severity, Location first, int count) {}

  private final List<Finding> findings = new ArrayList<>();
  private final Map<RuleId, Integer> counts = new TreeMap<>();
  private final Map<RuleId, LeftOut> leftOut = new TreeMap<>();

  void error(RuleId rule, Location location, UnaryOperator<Finding.Builder> parts) {
    if (accepts(rule, Severity.ERROR, location)) {
      findings.add(parts.apply(Finding.error(rule, location)).build());
    }
  }

  void warning(RuleId rule, Location location, UnaryOperator<Finding.Builder> parts) {
    if (accepts(rule, Severity.WARNING, location)) {
      findings.add(parts.apply(Finding.warning(rule, location)).build());
    }
  }

  /** Return whether the next finding of a rule is still kept; if not, count it. */
  private boolean accepts(RuleId rule, Severity severity, Location location) {
    if (counts.merge(rule, 1, Integer::sum) <= MAX_PER_RULE) {
      return true;
    }
    leaveOut(rule, new LeftOut(severity, location, 1));
    return false;
  }

  private void leaveOut(RuleId rule, LeftOut more) {
    leftOut.merge(
        rule,
        more,
        (a, b) -> new LeftOut(worse(a.severity, b.severity), a.first, a.count + b.count));
  }

  private static Severity worse(Severity a, Severity b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  void add(Finding finding) {
    if (accepts(finding.rule(), finding.severity(), finding.location())) {
      findings.add(finding);
    }
  }

  /** Take over the findings of a second log. */
  void addAll(FindingLog other) {
    other.findings.forEach(this::add);
    other.leftOut.forEach(this::leaveOut);
  }

  /** Return the findings in the order of the text. */
  List<Finding> toList() {
    List<Finding> all = new ArrayList<>(findings);
    leftOut.forEach((rule, rest) -> all.add(summary(rule, rest)));
    all.sort(null);
    return List.copyOf(all);
  }

  private static Finding summary(RuleId rule, LeftOut rest) {
    Finding.Builder builder =
        switch (rest.severity) {
          case ERROR -> Finding.error(rule, rest.first);
          case WARNING -> Finding.warning(rule, rest.first);
          case HINT -> Finding.hint(rule, rest.first);
        };
    return builder
        .message(Texts.message("more-findings", rest.count, rule.slug()))
        .remedy(Texts.message("more-findings-remedy", MAX_PER_RULE))
        .build();
  }
}
