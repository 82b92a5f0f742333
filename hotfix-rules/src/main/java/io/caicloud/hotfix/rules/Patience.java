package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.RuleId;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often rules have taken too long. A rule that has done so three times is not asked again about
 * what comes later in the check, or a slow one would hold up a tree for a day and leave a thread
 * behind at every hotfix. Counted by the order of the subjects and not of time, so that the number
 * of workers does not show. Safe to share between threads.
 */
final class Patience {

  static final int LIMIT = 3;

  private final Map<RuleId, NavigableSet<Integer>> late = new ConcurrentHashMap<>();

  /** Note that a rule took too long over a subject. */
  void tookTooLong(RuleId rule, int index) {
    late.compute(
        rule,
        (id, known) -> {
          // Sets are replaced, never changed: others may be reading them.
          NavigableSet<Integer> all = new TreeSet<>();
          if (known != null) {
            all.addAll(known);
          }
          all.add(index);
          if (all.size() > LIMIT) {
            all.pollLast();
          }
          return all;
        });
  }

  /** Return whether a rule is still asked about a subject. */
  boolean asks(RuleId rule, int index) {
    if (late.isEmpty()) {
      return true;
    }
    NavigableSet<Integer> known = late.get(rule);
    return known == null || known.size() < LIMIT || index <= known.last();
  }
}
