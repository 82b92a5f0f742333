package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings of a check, less those that say again what a rule with more to say has said of the
 * same place: one finding for one mistake.
 */
final class Findings {

  /** Rules whose findings yield, each to those of the rules named. */
  private static final Map<String, Set<String>> YIELDS =
      Map.of(
          "HF013", Set.of("HF303"),
          "HF301", Set.of("HF402"),
          "HF303", Set.of("HF012"),
          "HF304", Set.of("HF402"),
          "HF305", Set.of("HF014", "HF015", "HF106", "HF107", "HF503", "HF504"),
          "HF406", Set.of("HF402"));

  /** The rule about taste yields to every other. */
  private static final String TASTE = "HF307";

  private final Set<Finding> all = new LinkedHashSet<>();
  private final Set<Finding> forToday = new HashSet<>();

  void add(Finding finding) {
    all.add(finding);
  }

  void addForToday(Finding finding) {
    all.add(finding);
    forToday.add(finding);
  }

  void writeTo(RuleReport.Builder report, Silence silence) {
    Map<String, Set<String>> rulesByPlace = new HashMap<>();
    for (Finding finding : all) {
      if (finding.severity() != Severity.HINT) {
        for (String place : places(finding)) {
          rulesByPlace.computeIfAbsent(place, p -> new HashSet<>()).add(finding.rule().code());
        }
      }
    }
    for (Finding finding : all) {
      if (!yields(finding, rulesByPlace)) {
        write(finding, silence.of(finding), report);
      }
    }
  }

  private void write(
      Finding finding, Optional<SuppressedFinding> suppressed, RuleReport.Builder report) {
    boolean today = forToday.contains(finding);
    if (suppressed.isPresent() && today) {
      report.suppressedForToday(suppressed.get());
    } else if (suppressed.isPresent()) {
      report.suppressed(suppressed.get());
    } else if (today) {
      report.findingForToday(finding);
    } else {
      report.finding(finding);
    }
  }

  private static boolean yields(Finding finding, Map<String, Set<String>> rulesByPlace) {
    String rule = finding.rule().code();
    boolean taste = rule.equals(TASTE);
    Set<String> stronger = YIELDS.getOrDefault(rule, Set.of());
    if (!taste && stronger.isEmpty()) {
      return false;
    }
    return places(finding).stream()
        .flatMap(place -> rulesByPlace.getOrDefault(place, Set.of()).stream())
        .anyMatch(other -> taste ? !other.equals(TASTE) : stronger.contains(other));
  }

  /** Return the place in the tree and the place in the text: what shares one is about the same. */
  private static List<String> places(Finding finding) {
    Location location = finding.location();
    TextRange range = location.range();
    String inText = location.file() + "\0" + (range == null ? "" : range);
    return location.pointer().isEmpty()
        ? List.of(inText)
        : List.of(inText, location.file() + "\0" + location.pointer());
  }
}
