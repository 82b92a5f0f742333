package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import java.util.concurrent.CancellationException;

/** Counts what the threads of one build have written, tells the listener, and can stop them. */
final class WriteMonitor {

  private final String packageName;
  private final long total;
  private final ProgressListener listener;
  private long written;
  private volatile boolean stopped;

  WriteMonitor(ArchivePlan plan, ProgressListener listener) {
    this.packageName = plan.name().fileName();
    this.total = plan.size();
    this.listener = listener;
  }

  /** Make every thread of the build throw at its next step. */
  void stop() {
    stopped = true;
  }

  void check() {
    if (stopped) {
      throw new CancellationException("the build of " + packageName + " was stopped");
    }
  }

  /** Take note of bytes written. The lock keeps the listener's calls one at a time. */
  synchronized void add(long bytes) {
    written += bytes;
    Progress progress = new Progress(Progress.Stage.PACK, packageName, written, total);
    try {
      listener.onProgress(progress);
    } catch (RuntimeException | Error e) {
      // A listener may not fail the work.
    }
  }
}
