package io.caicloud.hotfix.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Which requests to a {@link RegistryServer} meet a fault. A request meets the first rule, in the
 * order in which they were added, that is due. Safe for use by several threads.
 */
public final class RegistryFaults {

  private final List<Rule> rules = new ArrayList<>();

  /** Decides about requests that fulfill a condition, one after the other. */
  private record Rule(Predicate<RegistryRequest> which, Due due) {}

  /** Returns what a request meets, if anything. */
  private interface Due {
    Optional<RegistryFault> next();
  }

  RegistryFaults() {}

  /**
   * Let the next requests meet a fault.
   *
   * @param times how many
   * @param which the condition on them, such as {@code RegistryRequest::isBlob}
   * @param fault the fault
   */
  public RegistryFaults next(int times, Predicate<RegistryRequest> which, RegistryFault fault) {
    return between(0, times, which, fault);
  }

  /**
   * Let one request meet a fault.
   *
   * @param number how many that fulfill the condition pass before it
   * @param which the condition
   * @param fault the fault
   */
  public RegistryFaults after(int number, Predicate<RegistryRequest> which, RegistryFault fault) {
    return between(number, number + 1, which, fault);
  }

  /**
   * Let all requests from now on meet a fault.
   *
   * @param which the condition on them
   * @param fault the fault
   */
  public RegistryFaults always(Predicate<RegistryRequest> which, RegistryFault fault) {
    return between(0, Integer.MAX_VALUE, which, fault);
  }

  /**
   * Let requests meet faults at random. Who meets what depends on the seed and on the order in
   * which requests arrive.
   *
   * @param seed the seed
   * @param rate how many of them do, between 0 and 1
   * @param which the condition on them
   * @param faults the faults, equally often
   */
  public RegistryFaults random(
      long seed, double rate, Predicate<RegistryRequest> which, List<RegistryFault> faults) {
    Random random = new Random(seed);
    List<RegistryFault> choice = List.copyOf(faults);
    return add(
        which,
        () ->
            random.nextDouble() < rate
                ? Optional.of(choice.get(random.nextInt(choice.size())))
                : Optional.empty());
  }

  /** Let no request meet a fault. */
  public synchronized void clear() {
    rules.clear();
  }

  private RegistryFaults between(
      int from, int to, Predicate<RegistryRequest> which, RegistryFault fault) {
    int[] seen = {0};
    return add(
        which,
        () -> {
          boolean due = seen[0] >= from && seen[0] < to;
          if (seen[0] < Integer.MAX_VALUE) {
            seen[0]++;
          }
          return due ? Optional.of(fault) : Optional.empty();
        });
  }

  private synchronized RegistryFaults add(Predicate<RegistryRequest> which, Due due) {
    rules.add(new Rule(which, due));
    return this;
  }

  /** Return what a request meets; rules after the first that is due do not count it. */
  synchronized Optional<RegistryFault> next(RegistryRequest request) {
    for (Rule rule : rules) {
      if (rule.which().test(request)) {
        Optional<RegistryFault> fault = rule.due().next();
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }
}
