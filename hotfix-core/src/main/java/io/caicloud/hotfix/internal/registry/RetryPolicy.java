package io.caicloud.hotfix.internal.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When to try again what can be tried again: 429 and 5xx answers and broken connections. The pause
 * doubles from try to try and is then shortened by up to a half, by chance.
 *
 * @param attempts how often a request is sent at most, at least 1
 * @param base the pause after the first try
 * @param longest the longest pause, also when a registry asks for more
 * @param timing how to wait
 */
public record RetryPolicy(int attempts, Duration base, Duration longest, Timing timing) {

  /** 5 attempts, pauses of 0.5, 1, 2 and 4 seconds, and at most 60 when the registry says so. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(60), Timing.REAL);

  /** The way to wait, and chance. */
  public interface Timing {

    /** Sleeps, and draws from this thread's random numbers. */
    Timing REAL = new RealTiming();

    /**
     * Wait.
     *
     * @param pause how long
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration pause) throws InterruptedException;

    /** Return a number from 0 to 1, by chance. */
    double chance();
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no attempt or a negative pause
   */
  public RetryPolicy {
    requireNonNull(timing, "timing");
    if (attempts < 1 || base.isNegative() || longest.isNegative()) {
      throw new IllegalArgumentException(attempts + " attempts, " + base + ", " + longest);
    }
  }

  /**
   * Return how long to wait after a try that failed.
   *
   * @param attempt the number of the try, from 1
   */
  public Duration pause(int attempt) {
    long most = longest.toMillis();
    long whole = Math.min(most, base.toMillis() << Math.min(attempt - 1, 20));
    return Duration.ofMillis(whole - (long) (whole * timing.chance() / 2));
  }
}
