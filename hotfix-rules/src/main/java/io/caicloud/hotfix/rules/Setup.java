package io.caicloud.hotfix.rules;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an engine consists of. Immutable.
 *
 * @param all the rules, sorted by id
 * @param workers how many subjects are judged at once
 * @param timeLimit how long a rule may take over one subject
 * @param configured the rules that run, as a configuration wants them
 * @param listens whether comments may suppress findings unless the configuration forbids it
 */
record Setup(
    List<Rule<?>> all, int workers, Duration timeLimit, Configured configured, boolean listens) {

  static final int MAX_WORKERS = 64;

  private static final Comparator<Rule<?>> BY_ID = Comparator.comparing(r -> r.description().id());

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  Setup {
    requireNonNull(timeLimit, "timeLimit");
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers out of 1.." + MAX_WORKERS + ": " + workers);
    }
    if (timeLimit.compareTo(Duration.ofMillis(1)) < 0
        || timeLimit.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("time limit out of 1 ms to 1 day: " + timeLimit);
    }
  }

  /**
   * Return an engine's parts by default.
   *
   * @throws HotfixException with code {@code duplicate-rule} if two rules have one code or slug
   */
  static Setup of(List<Rule<?>> rules) {
    List<Rule<?>> all = sorted(rules);
    return new Setup(
        all, 1, Duration.ofSeconds(10), Configured.of(all, RuleConfiguration.none()), true);
  }

  /** Return the rules that run, sorted by id. */
  List<Rule<?>> rules() {
    return configured.rules();
  }

  Setup with(Rule<?> rule) {
    List<Rule<?>> more = new ArrayList<>(all);
    more.add(requireNonNull(rule, "rule"));
    more = sorted(more);
    return new Setup(
        more, workers, timeLimit, Configured.of(more, configured.configuration()), listens);
  }

  Setup withWorkers(int number) {
    return new Setup(all, number, timeLimit, configured, listens);
  }

  Setup withTimeLimit(Duration limit) {
    return new Setup(all, workers, limit, configured, listens);
  }

  Setup withConfiguration(RuleConfiguration configuration) {
    return new Setup(all, workers, timeLimit, Configured.of(all, configuration), listens);
  }

  Setup withoutInlineSuppressions() {
    return new Setup(all, workers, timeLimit, configured, false);
  }

  /** Return whether comments may suppress findings. */
  boolean inlineSuppressions() {
    return listens && configured.configuration().allowsInlineSuppressions();
  }

  /** Return what rules, also those that are off, and notices say about themselves, sorted by id. */
  List<RuleDescription> catalogue() {
    return Stream.concat(
            all.stream().<RuleDescription>map(Rule::description), Notices.all().stream())
        .sorted(Comparator.comparing(RuleDescription::id))
        .toList();
  }

  private static List<Rule<?>> sorted(List<Rule<?>> rules) {
    List<Rule<?>> sorted = rules.stream().sorted(BY_ID).toList();
    requireDistinct(sorted);
    return sorted;
  }

  private static void requireDistinct(List<Rule<?>> rules) {
    Map<String, RuleId> seen = new HashMap<>();
    for (Rule<?> rule : rules) {
      RuleId id = rule.description().id();
      for (String word : List.of(id.code(), id.slug())) {
        RuleId other = seen.putIfAbsent(word, id);
        if (other != null) {
          throw new HotfixException(
              "duplicate-rule", Texts.message("duplicate-rule", word, other, id));
        }
      }
    }
  }
}
