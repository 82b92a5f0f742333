package io.caicloud.hotfix.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Rules about which requests meet a fault. A request meets the first rule, in the order in which
 * they were added, that is due. Safe for use by several threads.
 *
 * @param <Q> requests
 * @param <F> faults
 */
final class FaultRules<Q, F> {

  private final List<Rule<Q, F>> rules = new ArrayList<>();

  /** Decides about requests that fulfill a condition, one after the other. */
  private record Rule<Q, F>(Predicate<? super Q> which, Due<F> due) {}

  /** Returns what a request meets, if anything. */
  private interface Due<F> {
    Optional<F> next();
  }

  /**
   * Chance that can be repeated.
   *
   * @param seed where it starts
   * @param rate how often it hits, between 0 and 1
   */
  record Dice(long seed, double rate) {}

  /** Let requests meet a fault from the one with a number, counted from 0, to before another. */
  void between(int from, int to, Predicate<? super Q> which, F fault) {
    int[] seen = {0};
    add(
        which,
        () -> {
          boolean due = seen[0] >= from && seen[0] < to;
          if (seen[0] < Integer.MAX_VALUE) {
            seen[0]++;
          }
          return due ? Optional.of(fault) : Optional.empty();
        });
  }

  /** Let requests meet one of some faults, equally often, at random. */
  void random(Dice dice, Predicate<? super Q> which, List<? extends F> faults) {
    Random random = new Random(dice.seed());
    List<F> choice = List.copyOf(faults);
    add(
        which,
        () ->
            random.nextDouble() < dice.rate()
                ? Optional.of(choice.get(random.nextInt(choice.size())))
                : Optional.empty());
  }

  private synchronized void add(Predicate<? super Q> which, Due<F> due) {
    rules.add(new Rule<>(which, due));
  }

  synchronized void clear() {
    rules.clear();
  }

  /** Return what a request meets; rules after the first that is due do not count it. */
  synchronized Optional<F> next(Q request) {
    for (Rule<Q, F> rule : rules) {
      if (rule.which().test(request)) {
        Optional<F> fault = rule.due().next();
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }
}
