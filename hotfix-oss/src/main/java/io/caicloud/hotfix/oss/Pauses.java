package io.caicloud.hotfix.oss;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is tried, and how long to wait before it is tried again: a random time up to
 * one that doubles ("full jitter"), so that many clients do not come back at once.
 *
 * @param attempts how often it is tried, at least once
 * @param first the longest wait before the second try
 * @param most the longest wait at all
 */
record Pauses(int attempts, Duration first, Duration most) {

  /** Enough for the minute or so that a service takes to recover. */
  static final Pauses USUAL = new Pauses(6, Duration.ofMillis(400), Duration.ofSeconds(15));

  /**
   * Wait before the next try.
   *
   * @param attempt which try failed, from 1
   * @throws InterruptedException if the thread is interrupted
   */
  void await(int attempt) throws InterruptedException {
    long ceiling = Math.min(most.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
    Thread.sleep(ThreadLocalRandom.current().nextLong(ceiling + 1));
  }
}
