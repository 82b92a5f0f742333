package io.caicloud.hotfix.oss;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends requests whose time is up, from a daemon thread. Safe to share between threads. */
final class Watchdog implements AutoCloseable {

  private final Duration base;
  private final long slowest;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("hotfix-oss-watchdog"));

  /**
   * Create one.
   *
   * @param base how long a request without a body may take
   * @param slowest how many bytes of a body are sent in a second at least
   */
  Watchdog(Duration base, long slowest) {
    this.base = base;
    this.slowest = slowest;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Return how long a request with a body may take. */
  Duration time(long bodyBytes) {
    return base.plusMillis(bodyBytes * 1000 / slowest);
  }

  /** End something when its time is up; to be cancelled when it is over before. */
  ScheduledFuture<?> watch(Runnable end, Duration time) {
    return timer.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    var unused = Uninterruptibles.awaitTerminationUninterruptibly(timer, Duration.ofSeconds(1));
  }
}
