package io.caicloud.hotfix.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Which requests to an {@link OssServer} meet a fault. A request meets the first rule, in the order
 * in which they were added, that is due. Safe for use by several threads.
 */
public final class OssFaults {

  private final FaultRules<OssRequest, OssFault> rules = new FaultRules<>();
  private CountDownLatch hanging = new CountDownLatch(1);

  OssFaults() {}

  /**
   * Let the next requests meet a fault.
   *
   * @param times how many
   * @param which the condition on them, such as {@code OssRequest.isPart(3)}
   * @param fault the fault
   */
  public OssFaults next(int times, Predicate<OssRequest> which, OssFault fault) {
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
  public OssFaults after(int number, Predicate<OssRequest> which, OssFault fault) {
    rules.between(number, number + 1, which, fault);
    return this;
  }

  /**
   * Let all requests from now on meet a fault.
   *
   * @param which the condition on them
   * @param fault the fault
   */
  public OssFaults always(Predicate<OssRequest> which, OssFault fault) {
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
  public OssFaults random(
      long seed, double rate, Predicate<OssRequest> which, List<OssFault> faults) {
    rules.random(new FaultRules.Dice(seed, rate), which, faults);
    return this;
  }

  /** Let no request meet a fault. Requests that hang go on doing so. */
  public void clear() {
    rules.clear();
  }

  /** Reset the connections of all requests that hang now. */
  public synchronized void release() {
    hanging.countDown();
    hanging = new CountDownLatch(1);
  }

  /** Reset the connections of all requests that hang, now or later. */
  synchronized void end() {
    hanging.countDown();
  }

  /** Return what a request that hangs from now on waits for. */
  synchronized CountDownLatch hanging() {
    return hanging;
  }

  /** Return what a request meets; rules after the first that is due do not count it. */
  Optional<OssFault> next(OssRequest request) {
    return rules.next(request);
  }
}
