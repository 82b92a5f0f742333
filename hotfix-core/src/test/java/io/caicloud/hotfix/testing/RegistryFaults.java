package io.caicloud.hotfix.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which requests to a {@link RegistryServer} meet a fault. A request meets the first rule, in the
 * order in which they were added, that is due. Safe for use by several threads.
 */
public final class RegistryFaults {

  private final FaultRules<RegistryRequest, RegistryFault> rules = new FaultRules<>();

  RegistryFaults() {}

  /**
   * Let the next requests meet a fault.
   *
   * @param times how many
   * @param which the condition on them, such as {@code RegistryRequest::isBlob}
   * @param fault the fault
   */
  public RegistryFaults next(int times, Predicate<RegistryRequest> which, RegistryFault fault) {
    rules.between(0, times, which, fault);
    return this;
  }

  /**
   * Let one request meet a fault.
   *
   * @param number how many that fulfill the condition pass before it
   * @param which the condition
   * @param fault the fault
   */
  public RegistryFaults after(int number, Predicate<RegistryRequest> which, RegistryFault fault) {
    rules.between(number, number + 1, which, fault);
    return this;
  }

  /**
   * Let all requests from now on meet a fault.
   *
   * @param which the condition on them
   * @param fault the fault
   */
  public RegistryFaults always(Predicate<RegistryRequest> which, RegistryFault fault) {
    rules.between(0, Integer.MAX_VALUE, which, fault);
    return this;
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
    rules.random(new FaultRules.Dice(seed, rate), which, faults);
    return this;
  }

  /** Let no request meet a fault. */
  public void clear() {
    rules.clear();
  }

  /** Return what a request meets; rules after the first that is due do not count it. */
  Optional<RegistryFault> next(RegistryRequest request) {
    return rules.next(request);
  }
}
