package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a check found, how it went with each rule, and what it comes to. Immutable; equal checks
 * give equal reports, whatever the order of rules and subjects.
 */
public final class RuleReport {

  /** Findings that sort alike may still differ in their way out. */
  private static final Comparator<Finding> ORDER =
      Comparator.<Finding>naturalOrder()
          .thenComparing(f -> f.remedy().toString())
          .thenComparing(f -> f.related().toString())
          .thenComparing(f -> f.fix().toString());

  private final String ruleSet;
  private final List<Finding> findings;
  private final Set<Finding> forToday;
  private final List<RuleOutcome> outcomes;
  private final Map<RuleId, List<String>> files;

  private RuleReport(Builder builder) {
    this.ruleSet = builder.ruleSet;
    this.findings = builder.findings.stream().sorted(ORDER).toList();
    this.forToday = Set.copyOf(builder.forToday);
    this.outcomes = List.copyOf(builder.outcomes.values());
    this.files = builder.sortedFiles();
  }

  /**
   * Start a report.
   *
   * @param ruleSet the name of the rule set, see {@link RuleEngine#name()}
   */
  public static Builder builder(String ruleSet) {
    return new Builder(ruleSet);
  }

  /**
   * Return one report for several checks by the same rules, such as those of the hotfixes of a
   * tree.
   *
   * @param reports the reports, in any order
   * @throws IllegalArgumentException if there is none, or they are of different rule sets
   */
  public static RuleReport merge(Collection<RuleReport> reports) {
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("no reports to merge");
    }
    Builder merged = builder(reports.iterator().next().ruleSet);
    for (RuleReport report : reports) {
      if (!report.ruleSet.equals(merged.ruleSet)) {
        throw new IllegalArgumentException(
            "reports of two rule sets: " + merged.ruleSet + ", " + report.ruleSet);
      }
      merged.findings.addAll(report.findings);
      merged.forToday.addAll(report.forToday);
      report.outcomes.forEach(merged::outcome);
      report.files.forEach((rule, files) -> files.forEach(file -> merged.visited(rule, file)));
    }
    return merged.build();
  }

  /** Return the name of the rule set with its version. */
  public String ruleSet() {
    return ruleSet;
  }

  /** Return the findings, sorted by file, place and rule; no two are equal. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Return the findings of a severity, sorted.
   *
   * @param severity how bad
   */
  public List<Finding> findings(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).toList();
  }

  /** Return how it went with each enabled rule, sorted by rule. */
  public List<RuleOutcome> outcomes() {
    return outcomes;
  }

  /**
   * Return how it went with a rule; empty if it was not enabled.
   *
   * @param rule the rule
   */
  public Optional<RuleOutcome> outcome(RuleId rule) {
    return outcomes.stream().filter(o -> o.rule().equals(rule)).findFirst();
  }

  /** Return the files that any rule was shown, or a part of them, sorted. */
  public List<String> files() {
    return files.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }

  /**
   * Return the files that a rule was shown, or a part of them, sorted; none if the engine did not
   * say.
   *
   * @param rule the rule
   */
  public List<String> files(RuleId rule) {
    return files.getOrDefault(rule, List.of());
  }

  /**
   * Return what the check comes to. {@link Verdict#INCOMPLETE} goes before {@link Verdict#FAIL}: a
   * rule crashed or took too long, some subject was looked at by no rule, or nothing was looked at
   * at all.
   */
  public Verdict verdict() {
    if (!complete()) {
      return Verdict.INCOMPLETE;
    }
    boolean error = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    return error ? Verdict.FAIL : Verdict.PASS;
  }

  private boolean complete() {
    return outcomes.stream().anyMatch(o -> o.visited() > 0)
        && outcomes.stream().noneMatch(o -> o.state().compareTo(RuleOutcome.State.CRASHED) >= 0)
        && findings.stream().noneMatch(f -> EngineRules.contains(f.rule()));
  }

  /**
   * Return the SHA-256 of the report, as {@code sha256:} and 64 hexadecimal digits: rule set,
   * outcomes, and rule, severity and place of each finding. It leaves out language, the folders
   * above the release tree, and findings that hold on the day of the check only.
   */
  public String digest() {
    return ReportDigest.of(this);
  }

  List<Finding> lastingFindings() {
    return findings.stream().filter(f -> !forToday.contains(f)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleReport that
        && ruleSet.equals(that.ruleSet)
        && findings.equals(that.findings)
        && forToday.equals(that.forToday)
        && outcomes.equals(that.outcomes)
        && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return findings.hashCode();
  }

  /** Return the verdict and the numbers, in one line. */
  @Override
  public String toString() {
    return verdict()
        + ": "
        + findings(Severity.ERROR).size()
        + " errors, "
        + findings(Severity.WARNING).size()
        + " warnings, "
        + findings(Severity.HINT).size()
        + " hints";
  }

  /** Collects findings and outcomes in any order. Not safe to share between threads. */
  public static final class Builder {
    private final String ruleSet;
    private final Set<Finding> findings = new HashSet<>();
    private final Set<Finding> forToday = new HashSet<>();
    private final Map<RuleId, RuleOutcome> outcomes = new TreeMap<>();
    private final Map<RuleId, List<String>> files = new TreeMap<>();

    private Builder(String ruleSet) {
      this.ruleSet = requireNonNull(ruleSet, "ruleSet");
    }

    /**
     * Add a finding; one equal to an earlier one changes nothing.
     *
     * @param finding the finding
     */
    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    /**
     * Add a finding that holds on the day of the check only.
     *
     * @param finding the finding
     */
    public Builder findingForToday(Finding finding) {
      forToday.add(finding);
      return finding(finding);
    }

    /**
     * Add how it went with a rule; several outcomes of one rule become one.
     *
     * @param outcome the outcome
     */
    public Builder outcome(RuleOutcome outcome) {
      outcomes.merge(outcome.rule(), outcome, RuleOutcome::and);
      return this;
    }

    /**
     * Add a file that a rule was shown; again changes nothing.
     *
     * @param rule the rule
     * @param file the path or name, as locations of findings give it
     */
    public Builder visited(RuleId rule, String file) {
      List<String> known = files.computeIfAbsent(rule, r -> new ArrayList<>());
      if (known.isEmpty() || !known.get(known.size() - 1).equals(file)) {
        known.add(requireNonNull(file, "file"));
      }
      return this;
    }

    /** Most rules see the same files, so equal lists are kept once. */
    private Map<RuleId, List<String>> sortedFiles() {
      Map<List<String>, List<String>> lists = new HashMap<>();
      Map<RuleId, List<String>> sorted = new TreeMap<>();
      files.forEach(
          (rule, names) -> {
            List<String> list = names.stream().distinct().sorted().toList();
            sorted.put(rule, lists.computeIfAbsent(list, same -> same));
          });
      return sorted;
    }

    /** Build the report. */
    public RuleReport build() {
      return new RuleReport(this);
    }
  }
}
