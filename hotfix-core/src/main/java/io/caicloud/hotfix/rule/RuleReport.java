package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, how it went with each rule, and what it comes to. Immutable; equal checks
 * give equal reports, whatever the order of rules and subjects.
 */
public final class RuleReport {

  /** Findings that sort alike may still differ in their way out. */
  static final Comparator<Finding> ORDER =
      Comparator.<Finding>naturalOrder()
          .thenComparing(f -> f.remedy().toString())
          .thenComparing(f -> f.related().toString())
          .thenComparing(f -> f.fix().toString());

  private final String ruleSet;
  private final List<Finding> findings;
  private final List<SuppressedFinding> suppressed;
  private final @Nullable Comparison known;
  private final Set<Finding> forToday;
  private final List<RuleOutcome> outcomes;
  private final Map<RuleId, List<String>> files;

  private RuleReport(Builder builder) {
    this.ruleSet = builder.ruleSet;
    this.findings = builder.findings.stream().sorted(ORDER).toList();
    this.suppressed = builder.suppressed.stream().sorted().toList();
    this.known = builder.known;
    this.forToday = Set.copyOf(builder.forToday);
    this.outcomes = List.copyOf(builder.outcomes.values());
    this.files = builder.files.sorted();
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
      merged.add(report);
    }
    return merged.build();
  }

  /** Return the name of the rule set with its version. */
  public String ruleSet() {
    return ruleSet;
  }

  /**
   * Return the findings that count, sorted by file, place and rule; no two are equal. Neither those
   * that are {@link #suppressed()} nor those that are {@link #baselined()} are among them.
   */
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

  /** Return the findings that do not count because people said so, with what they said; sorted. */
  public List<SuppressedFinding> suppressed() {
    return suppressed;
  }

  /** Return the findings that do not count because a baseline has them; sorted. */
  public List<Finding> baselined() {
    return known == null ? List.of() : known.findings();
  }

  /** Return what the baseline has and the check no longer finds; sorted. */
  public List<KnownFinding> gone() {
    return known == null ? List.of() : known.gone();
  }

  /** Return whether the findings were compared with a baseline, so that all others are new. */
  public boolean hasBaseline() {
    return known != null;
  }

  /**
   * Return this report with some of its findings baselined instead.
   *
   * @param inBaseline the findings that a baseline has
   * @param gone what the baseline has besides
   * @throws IllegalArgumentException if it is no finding of this report, or a notice of the engine
   */
  public RuleReport compared(Collection<Finding> inBaseline, Collection<KnownFinding> gone) {
    Builder compared = builder(ruleSet).add(this);
    for (Finding finding : inBaseline) {
      if (EngineRules.contains(finding.rule()) || !compared.findings.remove(finding)) {
        throw new IllegalArgumentException("not to be baselined: " + finding);
      }
    }
    List<Finding> all = new ArrayList<>(baselined());
    all.addAll(inBaseline);
    compared.known = new Comparison(all, List.copyOf(gone));
    return compared.build();
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
   * outcomes, and rule, severity and place of each finding, suppressed and baselined ones on lines
   * of their own. It leaves out language, the folders above the release tree, and findings that
   * hold on the day of the check only.
   */
  public String digest() {
    return ReportDigest.of(this);
  }

  boolean lasts(Finding finding) {
    return !forToday.contains(finding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleReport that
        && ruleSet.equals(that.ruleSet)
        && findings.equals(that.findings)
        && suppressed.equals(that.suppressed)
        && Objects.equals(known, that.known)
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
    private final Set<SuppressedFinding> suppressed = new HashSet<>();
    private @Nullable Comparison known;
    private final Set<Finding> forToday = new HashSet<>();
    private final Map<RuleId, RuleOutcome> outcomes = new TreeMap<>();
    private final VisitedFiles files = new VisitedFiles();

    private Builder(String ruleSet) {
      this.ruleSet = requireNonNull(ruleSet, "ruleSet");
    }

    private Builder add(RuleReport report) {
      findings.addAll(report.findings);
      suppressed.addAll(report.suppressed);
      if (report.known != null) {
        known = known == null ? report.known : known.and(report.known);
      }
      forToday.addAll(report.forToday);
      report.outcomes.forEach(this::outcome);
      report.files.forEach((rule, names) -> names.forEach(file -> visited(rule, file)));
      return this;
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
     * Add a finding that does not count.
     *
     * @param finding the finding and why
     * @throws IllegalArgumentException if it is a notice of the engine
     */
    public Builder suppressed(SuppressedFinding finding) {
      if (EngineRules.contains(finding.finding().rule())) {
        throw new IllegalArgumentException("not to be suppressed: " + finding.finding());
      }
      suppressed.add(finding);
      return this;
    }

    /**
     * Add a finding that does not count, and would hold on the day of the check only.
     *
     * @param finding the finding and why
     */
    public Builder suppressedForToday(SuppressedFinding finding) {
      forToday.add(finding.finding());
      return suppressed(finding);
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
      files.add(rule, file);
      return this;
    }

    /** Build the report. */
    public RuleReport build() {
      return new RuleReport(this);
    }
  }
}
