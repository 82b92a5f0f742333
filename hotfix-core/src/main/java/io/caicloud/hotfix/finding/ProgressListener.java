package io.caicloud.hotfix.finding;

/**
 * Is told how far the work is. Called from worker threads, one call at a time; what it throws is
 * dropped, since a listener may not fail the work.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores all progress. */
  ProgressListener NONE = progress -> {};

  /**
   * Take note of progress.
   *
   * @param progress how far one item is
   */
  void onProgress(Progress progress);

  /**
   * Return this listener behind a guard, for those who call listeners: from any thread its calls
   * come one at a time, and what it throws is dropped.
   */
  default ProgressListener guarded() {
    return this == NONE || this instanceof GuardedListener ? this : new GuardedListener(this);
  }
}
