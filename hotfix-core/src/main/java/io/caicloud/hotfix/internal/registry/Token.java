package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** The token for one scope, fetched by one thread while the others wait. */
final class Token {

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanoTime;
  private volatile String value = "";
  private long staleAt;

  Token(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What a token server gave.
   *
   * @param value the token
   * @param seconds how long it lives
   */
  record Grant(String value, long seconds) {

    /** A token is renewed this long before its end, or after half of a short life. */
    private static final long MARGIN = 10;

    long freshNanos() {
      return Math.max(seconds - MARGIN, seconds / 2) * 1_000_000_000L;
    }

    @Override
    public String toString() {
      return "a token for " + seconds + " s";
    }
  }

  /** Gets a new token. */
  @FunctionalInterface
  interface Source {
    Grant fetch();
  }

  /** Return the token as it is, or empty. */
  String last() {
    return value;
  }

  /**
   * Return the token, a new one if the old one is about to end or is the one that was refused.
   *
   * @param refused a token that the registry refused, or empty
   * @param source gets a new one
   * @throws HotfixException with code {@code interrupted}, or as the source
   */
  String value(String refused, Source source) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Failures.interrupted("token", e);
    }
    try {
      long now = nanoTime.getAsLong();
      if (value.isEmpty() || value.equals(refused) || now - staleAt >= 0) {
        Grant grant = source.fetch();
        value = grant.value();
        staleAt = now + grant.freshNanos();
      }
      return value;
    } finally {
      lock.unlock();
    }
  }
}
