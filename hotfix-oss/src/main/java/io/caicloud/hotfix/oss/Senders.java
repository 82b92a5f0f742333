package io.caicloud.hotfix.oss;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the threads that work on one upload, so that whoever gives it up can wait until none of
 * them reads the file or sends any more. Safe to share between threads.
 */
final class Senders {

  /** An interrupt ends a request within this time. */
  private static final long MOST_WAIT = TimeUnit.MILLISECONDS.toNanos(900);

  private int working;
  private boolean stopped;
  private @Nullable Throwable failure;

  /** Return whether there still is work; if so, {@link #leave} has to follow. */
  synchronized boolean enter() {
    if (!stopped) {
      working++;
    }
    return !stopped;
  }

  /** Let nobody begin any more because one has failed. */
  synchronized void fail(Throwable why) {
    stopped = true;
    if (failure == null) {
      failure = why;
    }
  }

  /** Return why the first of them failed, or else what somebody saw of it. */
  synchronized @Nullable Throwable failure(@Nullable Throwable seen) {
    return failure == null ? seen : failure;
  }

  synchronized void leave() {
    working--;
    notifyAll();
  }

  /** Let nobody begin any more and wait for those who have, though not for ever. */
  synchronized void stop() {
    stopped = true;
    boolean interrupted = false;
    long end = System.nanoTime() + MOST_WAIT;
    for (long left = MOST_WAIT; working > 0 && left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
