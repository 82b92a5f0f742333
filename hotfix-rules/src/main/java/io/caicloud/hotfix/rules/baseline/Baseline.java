package io.caicloud.hotfix.rules.baseline;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.KnownFinding;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The findings of an earlier check. A report that is {@linkplain #apply compared} with it counts
 * only what is new; findings that were there stay in it as baselined, and what has gone is told.
 *
 * <p>A finding is known by rule, file, node and value. Items of lists go by their name or image, so
 * what is put above moves nothing; another value is a new finding. Several findings that are alike
 * are counted. What the engine itself says, and what may not be suppressed, is never part of it.
 * Programs that gate changes read baselines and do not write them. Immutable; safe to share between
 * threads.
 */
public final class Baseline {

  private final SortedMap<KnownFinding, Integer> counts;

  Baseline(SortedMap<KnownFinding, Integer> counts) {
    this.counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * Return the baseline in which all findings of a report are, those that count and those that are
   * baselined.
   *
   * @param report the report
   * @param rules what the rules say about themselves, see {@link
   *     io.caicloud.hotfix.rules.HotfixRules#catalogue()}; findings of others are left out
   * @param documents finds the document of a finding by its file; asked once for each file
   */
  public static Baseline of(
      RuleReport report,
      List<RuleDescription> rules,
      Function<String, Optional<YamlDocument>> documents) {
    Identities identities = new Identities(documents);
    Set<String> silenceable = silenceable(rules);
    List<Finding> all = new ArrayList<>(report.findings());
    all.addAll(report.baselined());
    SortedMap<KnownFinding, Integer> counts = new TreeMap<>();
    all.stream()
        .filter(finding -> silenceable.contains(finding.rule().code()))
        .sorted()
        .forEach(finding -> counts.merge(identities.of(finding), 1, Integer::sum));
    return new Baseline(counts);
  }

  /**
   * Read a baseline. A symbolic link is not followed.
   *
   * @param file the file
   * @throws HotfixException with code {@code baseline-unreadable} if it cannot be read, {@code
   *     baseline-no-file} if it is no regular file, {@code baseline-too-large} if it is larger than
   *     64 MiB, {@code baseline-malformed} if it is not what {@link #write} writes; it names the
   *     line
   */
  public static Baseline read(Path file) {
    return new Baseline(BaselineFile.read(requireNonNull(file, "file")));
  }

  /**
   * Write this baseline, one finding a line, sorted. The file appears whole or not at all.
   *
   * @param file the file; another baseline there is replaced
   * @throws HotfixException with code {@code not-a-baseline} if something else is there, {@code
   *     baseline-not-written} if it cannot be written
   */
  public void write(Path file) {
    BaselineFile.write(requireNonNull(file, "file"), counts);
  }

  /**
   * Return a report in which findings of this baseline no longer count.
   *
   * @param report a whole report; compare after merging, since findings are counted
   * @param rules as for {@link #of}
   * @param documents as for {@link #of}
   * @return the report, with what is gone from the files that were checked
   */
  public RuleReport apply(
      RuleReport report,
      List<RuleDescription> rules,
      Function<String, Optional<YamlDocument>> documents) {
    Identities identities = new Identities(documents);
    Set<String> silenceable = silenceable(rules);
    Map<KnownFinding, Integer> rest = new TreeMap<>(counts);
    List<Finding> known = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (silenceable.contains(finding.rule().code()) && take(rest, identities.of(finding))) {
        known.add(finding);
      }
    }
    Set<String> checked =
        report.files().stream().map(KnownFinding::pathOf).collect(Collectors.toSet());
    List<KnownFinding> gone = new ArrayList<>();
    rest.forEach(
        (finding, count) -> {
          if (checked.contains(finding.path())) {
            gone.addAll(Collections.nCopies(count, finding));
          }
        });
    return report.compared(known, gone);
  }

  /** Take one of a finding from what is left of a baseline, if there is one. */
  private static boolean take(Map<KnownFinding, Integer> rest, KnownFinding finding) {
    Integer count = rest.get(finding);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      rest.remove(finding);
    } else {
      rest.put(finding, count - 1);
    }
    return true;
  }

  private static Set<String> silenceable(List<RuleDescription> rules) {
    return rules.stream()
        .filter(RuleDescription::suppressible)
        .map(rule -> rule.id().code())
        .collect(Collectors.toSet());
  }

  /** Return how many findings it holds. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Baseline that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  /** Return the number of findings. */
  @Override
  public String toString() {
    return "baseline of " + size();
  }
}
