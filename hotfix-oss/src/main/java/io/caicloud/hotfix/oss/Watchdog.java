package io.caicloud.hotfix.oss;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends requests whose time is up, from a daemon thread. Safe to share between threads. */
final class Watchdog implements AutoCloseable {

  /** The slowest line that is worth waiting for, in bytes a second. */
  private static final long SLOWEST = 64 * 1024;

  private final Duration base;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("hotfix-oss-watchdog"));

  /**
   * Create one.
   *
   * @param base how long a request without a body may take
   */
  Watchdog(Duration base) {
    this.base = base;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Return how long a request with a body may take. */
  Duration time(long bodyBytes) {
    return base.plusMillis(bodyBytes * 1000 / SLOWEST);
  }

  /** End something when its time is up; to be cancelled when it is over before. */
  ScheduledFuture<?> watch(Runnable end, Duration time) {
    return timer.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
