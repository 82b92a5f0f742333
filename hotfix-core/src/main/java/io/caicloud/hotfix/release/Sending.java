package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;

/** One object on its way into a store: counts and tells. Not safe to share between threads. */
final class Sending {

  private final StoreKey key;
  private final Fingerprint expected;
  private final ProgressListener listener;
  private long sent;

  Sending(StoreKey key, Fingerprint expected, ProgressListener listener) {
    this.key = key;
    this.expected = expected;
    this.listener = listener.guarded();
  }

  StoreKey key() {
    return key;
  }

  Fingerprint expected() {
    return expected;
  }

  long sent() {
    return sent;
  }

  void add(int bytes) {
    sent += bytes;
    listener.onProgress(new Progress(Progress.Stage.PUBLISH, key.value(), sent, expected.size()));
  }
}
