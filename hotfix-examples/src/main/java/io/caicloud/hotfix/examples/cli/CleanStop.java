package io.caicloud.hotfix.examples.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the work cleanly when the process is told to stop, as by Ctrl-C: interrupts the thread that
 * works, and lets it remove what is half done.
 */
final class CleanStop {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private CleanStop() {}

  static CleanStop install(Thread worker) {
    CleanStop stop = new CleanStop();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.stop(worker), "clean-stop"));
    return stop;
  }

  private void stop(Thread worker) {
    if (done.get()) {
      return;
    }
    stopping.set(true);
    worker.interrupt();
    try {
      worker.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Note that the work is done, and tell whether the process is stopping already, with an exit code
   * that says so.
   */
  boolean isStopping() {
    done.set(true);
    return stopping.get();
  }
}
