package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.ProgressListener;

/**
 * How a package is written; nothing here shows in its bytes. By default as many threads as the
 * machine has processors, but at most four, no progress, and durable. Immutable.
 *
 * @param threads how many blobs are copied at the same time, from 1
 * @param progress is told how many bytes of the package are written
 * @param durable whether the package is on the disk, and not only in the system's memory, when
 *     writing ends
 */
public record WriteOptions(int threads, ProgressListener progress, boolean durable) {

  private static final int MOST_THREADS = 4;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is less than one thread
   */
  public WriteOptions {
    requireNonNull(progress, "progress");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
    }
  }

  /** Return the defaults. */
  public static WriteOptions defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new WriteOptions(Math.min(MOST_THREADS, processors), ProgressListener.NONE, true);
  }

  /**
   * Return these options with another number of threads.
   *
   * @param count how many, from 1
   */
  public WriteOptions withThreads(int count) {
    return new WriteOptions(count, progress, durable);
  }

  /**
   * Return these options with a listener.
   *
   * @param listener what is told about progress
   */
  public WriteOptions withProgress(ProgressListener listener) {
    return new WriteOptions(threads, listener, durable);
  }

  /**
   * Return these options with or without the wait for the disk.
   *
   * @param wait whether the package must be on the disk when writing ends
   */
  public WriteOptions withDurable(boolean wait) {
    return new WriteOptions(threads, progress, wait);
  }
}
