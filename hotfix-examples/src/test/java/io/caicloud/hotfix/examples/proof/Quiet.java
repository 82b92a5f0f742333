package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what ends on its own soon after something was closed, and fails if it does not. */
final class Quiet {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Quiet() {}

  /** Wait until a condition is true. */
  static void await(BooleanSupplier condition, String name) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(condition.getAsBoolean()).as(name).isTrue();
  }

  /** Wait until no thread that this one started, or that those started, is left in its group. */
  static void awaitNoThread() {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!others().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(others()).as("threads").isEmpty();
  }

  private static List<Thread> others() {
    ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
    Thread[] threads = new Thread[group.activeCount() + 64];
    int count = group.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> thread != Thread.currentThread())
        .toList();
  }
}
