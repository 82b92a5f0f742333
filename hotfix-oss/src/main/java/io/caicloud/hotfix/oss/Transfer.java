package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.release.StoreKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bytes of one object on their way, and tells of them. Safe to share between threads.
 */
final class Transfer {

  private final StoreKey key;
  private final long total;
  private final ProgressListener listener;
  private final Map<Integer, Long> doneByPart = new HashMap<>();
  private long done;
  private long sent;

  Transfer(StoreKey key, long total, ProgressListener listener) {
    this.key = key;
    this.total = total;
    this.listener = listener.guarded();
  }

  /** Begin a part, maybe again: what was sent of it before counts as sent, not as done. */
  synchronized void begin(int part) {
    done -= doneByPart.getOrDefault(part, 0L);
    doneByPart.put(part, 0L);
  }

  /** Count bytes that were given to the connection. */
  synchronized void add(int part, int bytes) {
    sent += bytes;
    done(part, bytes);
  }

  /** Count bytes that the store had already. */
  synchronized void done(int part, long bytes) {
    doneByPart.merge(part, bytes, Long::sum);
    done += bytes;
    listener.onProgress(new Progress(Progress.Stage.PUBLISH, key.value(), done, total));
  }

  /** Return how many bytes were sent, those of failed tries included. */
  synchronized long sent() {
    return sent;
  }
}
