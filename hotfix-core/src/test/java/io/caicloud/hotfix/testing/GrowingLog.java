package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Entries in the order of their arrival, of which each grows for a while. Safe for use by several
 * threads.
 *
 * @param <E> what an entry is for those who look at it
 */
final class GrowingLog<E> {

  private final List<Supplier<E>> entries = new ArrayList<>();

  /** Add an entry. */
  void add(Supplier<E> entry) {
    change(() -> entries.add(entry));
  }

  /** Let an entry grow; nobody sees half of it, and who waits for it looks again. */
  void change(Runnable step) {
    synchronized (entries) {
      step.run();
      entries.notifyAll();
    }
  }

  /** Return the entries as they are now. */
  List<E> entries() {
    synchronized (entries) {
      return entries.stream().map(Supplier::get).toList();
    }
  }

  /** Return the first entry that fulfills a condition; an error if there is none in time. */
  E await(Predicate<E> condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (entries) {
      while (true) {
        for (E entry : entries()) {
          if (condition.test(entry)) {
            return entry;
          }
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("not within " + limit + ", but: " + entries());
        }
        try {
          entries.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
    }
  }

  /** Forget all entries. */
  void clear() {
    change(entries::clear);
  }
}
