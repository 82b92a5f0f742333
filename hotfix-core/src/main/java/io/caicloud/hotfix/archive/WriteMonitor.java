package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Descriptor;
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
    this.listener = listener.guarded();
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

  /** Take note of bytes written. The lock keeps the numbers in order. */
  synchronized void add(long bytes) {
    written += bytes;
    listener.onProgress(new Progress(Progress.Stage.PACK, packageName, written, total));
  }

  /** Take note of how many bytes of a blob are read. */
  void blob(Descriptor blob, long read) {
    listener.onProgress(
        new Progress(Progress.Stage.BLOB, blob.digest().toString(), read, blob.size()));
  }
}
