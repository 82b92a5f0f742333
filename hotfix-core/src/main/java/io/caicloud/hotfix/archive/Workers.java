package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task on several threads and ends when all of them have, whatever the reason. When one
 * fails, or the caller is interrupted, the others are asked to stop and, if they do not,
 * interrupted.
 */
final class Workers {

  /** Long enough for a thread that is between two buffers; interrupts would close its files. */
  private static final long GENTLE_MILLIS = 200;

  private static final long FIRM_MILLIS = 500;

  private final int count;
  private final WriteMonitor monitor;

  Workers(int count, WriteMonitor monitor) {
    this.count = count;
    this.monitor = monitor;
  }

  /** Run the task on all threads; throw the first failure with the others suppressed. */
  void run(Callable<@Nullable Void> task) throws IOException {
    if (count == 0) {
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(count, Workers::thread);
    try {
      await(pool, task);
    } catch (InterruptedException e) {
      end(pool);
      Thread.currentThread().interrupt();
      throw Texts.failure(e, "interrupted");
    } finally {
      pool.shutdown();
    }
  }

  private void await(ExecutorService pool, Callable<@Nullable Void> task)
      throws IOException, InterruptedException {
    CompletionService<@Nullable Void> done = new ExecutorCompletionService<>(pool);
    for (int i = 0; i < count; i++) {
      done.submit(task);
    }
    for (int i = 0; i < count; i++) {
      Throwable failure = failure(done.take());
      if (failure != null) {
        end(pool);
        for (Future<?> next = done.poll(); next != null; next = done.poll()) {
          suppress(failure, failure(next));
        }
        throw rethrown(failure);
      }
    }
  }

  private void end(ExecutorService pool) {
    monitor.stop();
    pool.shutdown();
    if (!ends(pool, GENTLE_MILLIS)) {
      pool.shutdownNow();
      ends(pool, FIRM_MILLIS);
    }
  }

  private static boolean ends(ExecutorService pool, long millis) {
    try {
      return pool.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static @Nullable Throwable failure(Future<?> done) throws InterruptedException {
    try {
      done.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Keep what is no consequence of the stop. */
  private static void suppress(Throwable first, @Nullable Throwable other) {
    boolean consequence =
        other == null
            || other == first
            || other instanceof CancellationException
            || other instanceof ClosedChannelException
            || (other instanceof HotfixException e && e.code().equals("interrupted"));
    if (!consequence) {
      first.addSuppressed(other);
    }
  }

  /** Throw what the task threw; of checked exceptions it throws only this one. */
  private static RuntimeException rethrown(Throwable failure) throws IOException {
    if (failure instanceof IOException checked) {
      throw checked;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "hotfix-pack");
    thread.setDaemon(true);
    return thread;
  }
}
