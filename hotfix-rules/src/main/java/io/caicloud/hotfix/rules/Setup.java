package io.caicloud.hotfix.rules;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine consists of. Immutable.
 *
 * @param rules the rules, sorted by id
 * @param workers how many subjects are judged at once
 * @param timeLimit how long a rule may take over one subject
 */
record Setup(List<Rule<?>> rules, int workers, Duration timeLimit) {

  static final int MAX_WORKERS = 64;

  private static final Comparator<Rule<?>> BY_ID = Comparator.comparing(r -> r.description().id());

  /**
   * Sorts the rules.
   *
   * @throws HotfixException with code {@code duplicate-rule} if two rules have one code or slug
   * @throws IllegalArgumentException if a number is out of range
   */
  Setup {
    rules = rules.stream().sorted(BY_ID).toList();
    requireDistinct(rules);
    requireNonNull(timeLimit, "timeLimit");
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers out of 1.." + MAX_WORKERS + ": " + workers);
    }
    if (timeLimit.compareTo(Duration.ofMillis(1)) < 0
        || timeLimit.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("time limit out of 1 ms to 1 day: " + timeLimit);
    }
  }

  /** Return an engine's parts by default. */
  static Setup of(List<Rule<?>> rules) {
    return new Setup(rules, 1, Duration.ofSeconds(10));
  }

  Setup with(Rule<?> rule) {
    List<Rule<?>> all = new ArrayList<>(rules);
    all.add(requireNonNull(rule, "rule"));
    return new Setup(all, workers, timeLimit);
  }

  Setup withWorkers(int number) {
    return new Setup(rules, number, timeLimit);
  }

  Setup withTimeLimit(Duration limit) {
    return new Setup(rules, workers, limit);
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
