package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.InlineSuppressions.Scoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions of a check: which findings do not count, and what is to be said about those that
 * have run out or are for nothing. Without a clock nobody knows which hold, so none does. Not safe
 * to share between threads.
 */
final class Silence {

  private final @Nullable LocalDate today;
  private final ConfiguredSuppressions elsewhere;
  private final Map<Target, List<Suppression>> byTarget = new HashMap<>();
  private final Map<Suppression, Target> all = new TreeMap<>();
  private final Set<Suppression> used = new HashSet<>();
  private final Set<Finding> malformed = new HashSet<>();

  /**
   * What a suppression in a comment is about.
   *
   * @param file the file
   * @param line the line, or {@link InlineSuppressions#WHOLE_FILE}
   * @param rule the rule
   */
  private record Target(String file, int line, RuleId rule) {}

  Silence(Configured configured, RuleInputs inputs) {
    this.today = inputs.find(Clock.class).map(LocalDate::now).orElse(null);
    this.elsewhere = new ConfiguredSuppressions(configured);
  }

  /** Take what the comments of a file say; again, as of a file checked twice, changes nothing. */
  void add(InlineSuppressions inline) {
    malformed.addAll(inline.findings());
    for (Scoped scoped : inline.scoped()) {
      Suppression suppression = scoped.suppression();
      Target target = new Target(suppression.path(), scoped.line(), suppression.rule());
      if (all.put(suppression, target) == null) {
        byTarget.computeIfAbsent(target, t -> new ArrayList<>(1)).add(suppression);
      }
    }
  }

  /** Return why a finding does not count, if that is so. */
  Optional<SuppressedFinding> of(Finding finding) {
    if (today == null || (all.isEmpty() && elsewhere.isEmpty())) {
      return Optional.empty();
    }
    TextRange range = finding.location().range();
    String file = finding.location().file();
    int line = range == null ? InlineSuppressions.WHOLE_FILE : range.line();
    return holding(new Target(file, line, finding.rule()))
        .or(() -> holding(new Target(file, InlineSuppressions.WHOLE_FILE, finding.rule())))
        .or(() -> first(elsewhere.of(finding)))
        .map(suppression -> new SuppressedFinding(finding, suppression));
  }

  private Optional<Suppression> holding(Target target) {
    return first(byTarget.getOrDefault(target, List.of()).stream());
  }

  private Optional<Suppression> first(Stream<Suppression> candidates) {
    Optional<Suppression> first = candidates.filter(s -> !isExpired(s)).sorted().findFirst();
    first.ifPresent(used::add);
    return first;
  }

  private boolean isExpired(Suppression suppression) {
    return today != null && today.isAfter(suppression.until());
  }

  /**
   * Say what is wrong with suppressions.
   *
   * @param report the report, which has all else
   * @param tallies which rules judged which files
   */
  void writeTo(RuleReport.Builder report, Map<RuleId, Tally> tallies) {
    malformed.forEach(report::finding);
    if (today == null) {
      int idle = all.size() + elsewhere.all().size();
      if (idle > 0) {
        report.outcome(notApplied(idle));
      }
      return;
    }
    all.forEach(
        (suppression, target) -> {
          Tally tally = tallies.get(target.rule());
          writeTo(report, suppression, tally != null && tally.judged(target.file()));
        });
    elsewhere
        .all()
        .forEach(
            suppression -> {
              Tally tally = tallies.get(suppression.rule());
              boolean judged = tally != null && tally.judged(f -> elsewhere.isOnly(suppression, f));
              writeTo(report, suppression, judged);
            });
  }

  /** What a rule would have found in a file that it did not judge, nobody knows. */
  private void writeTo(RuleReport.Builder report, Suppression suppression, boolean judged) {
    if (isExpired(suppression)) {
      report.findingForToday(expired(suppression));
    } else if (judged && !used.contains(suppression)) {
      report.findingForToday(unused(suppression));
    }
  }

  private RuleOutcome notApplied(int idle) {
    return new RuleOutcome(
        EngineRules.SUPPRESSION_EXPIRED,
        RuleOutcome.State.NOT_RUN,
        idle,
        List.of(Texts.message("HF903.no-clock", idle)));
  }

  private static Finding expired(Suppression suppression) {
    return Finding.warning(EngineRules.SUPPRESSION_EXPIRED, suppression.location())
        .message(Texts.message("HF903", suppression.rule(), suppression.until()))
        .remedy(Texts.message("HF903.remedy", suppression.reason()))
        .build();
  }

  private static Finding unused(Suppression suppression) {
    Location location = suppression.location();
    return Finding.warning(EngineRules.SUPPRESSION_UNUSED, location)
        .message(Texts.message("HF904", suppression.rule()))
        .remedy(Texts.message("HF904.remedy"))
        .build();
  }
}
