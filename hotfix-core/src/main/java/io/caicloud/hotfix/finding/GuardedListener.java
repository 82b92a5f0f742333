package io.caicloud.hotfix.finding;

/** Calls a listener once at a time, and drops what it throws. */
final class GuardedListener implements ProgressListener {

  private final ProgressListener listener;

  GuardedListener(ProgressListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void onProgress(Progress progress) {
    try {
      listener.onProgress(progress);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      // A listener may not fail the work.
    }
  }
}
