package io.caicloud.hotfix.internal.registry;

import java.time.Duration;

/**
 * How long silence is taken for life. None of these limits the time of a whole transfer.
 *
 * @param connect the time for the connection, and again for the start of TLS
 * @param answer the time until an answer starts
 * @param stall the longest time without a byte in either direction
 */
public record Timeouts(Duration connect, Duration answer, Duration stall) {

  /** 15 seconds to connect, 60 until an answer starts, 60 without a byte. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public Timeouts {
    requirePositive(connect);
    requirePositive(answer);
    requirePositive(stall);
  }

  static Duration requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("not a positive duration: " + duration);
    }
    return duration;
  }
}
