package io.caicloud.hotfix.yaml;

/** Ends the reading of a document whose finding is already in the log; has no stack trace. */
final class ReadingStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReadingStopped() {
    super("reading stopped", null, false, false);
  }
}
