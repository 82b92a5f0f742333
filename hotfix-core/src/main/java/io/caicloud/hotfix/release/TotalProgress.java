package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;

/** Tells of each object, and of all together. Safe to share between threads. */
final class TotalProgress implements ProgressListener {

  private final ProgressListener listener;
  private final long total;
  private long before;

  /**
   * Create one.
   *
   * @param listener who is told
   * @param total how many bytes all objects together have that are to go over the network
   */
  TotalProgress(ProgressListener listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  /** Tell how far the object is that is in work. */
  @Override
  public synchronized void onProgress(Progress progress) {
    listener.onProgress(progress);
    tell(progress.done());
  }

  /** Tell that an object is there, of which so many bytes count. */
  synchronized void finish(Progress progress, long bytes) {
    listener.onProgress(progress);
    before += bytes;
    tell(0);
  }

  private void tell(long now) {
    long done = Math.min(total, before + now);
    listener.onProgress(new Progress(Progress.Stage.TOTAL, "", done, total));
  }
}
