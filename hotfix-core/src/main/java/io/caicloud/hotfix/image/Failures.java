package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The exceptions of this package. */
final class Failures {

  static final String MISSING = "image-missing";
  static final String PLATFORM = "image-platform";
  static final String DAMAGED = "image-damaged";
  static final String UNREADABLE = "image-unreadable";
  static final String AMBIGUOUS = "image-ambiguous";
  static final String UNSUPPORTED = "image-unsupported";
  static final String CACHE = "cache-unusable";
  static final String INTERRUPTED = "interrupted";

  private Failures() {}

  static HotfixException damaged(String key, Object... arguments) {
    return new HotfixException(DAMAGED, Texts.message(key, arguments));
  }

  static HotfixException unreadable(String key, Object... arguments) {
    return new HotfixException(UNREADABLE, Texts.message(key, arguments));
  }

  static HotfixException unsupported(String key, Object... arguments) {
    return new HotfixException(UNSUPPORTED, Texts.message(key, arguments));
  }

  /** Return what to throw when the platform could not read or write a file. */
  static HotfixException io(String file, IOException cause) {
    if (cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException) {
      Thread.currentThread().interrupt();
      return new HotfixException(INTERRUPTED, Texts.message("interrupted", file), cause);
    }
    return new HotfixException(UNREADABLE, Texts.message("unreadable", file, reason(cause)), cause);
  }

  /** Return why the platform could not do it. */
  static Object reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return Texts.message("reason-no-such-file");
    }
    if (cause instanceof AccessDeniedException) {
      return Texts.message("reason-access-denied");
    }
    String text =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }

  /** Return the same exception with the image that was asked for in front of its text. */
  static HotfixException about(Object image, HotfixException cause) {
    return new HotfixException(
        cause.code(), Texts.message("about-image", image, Texts.of(cause)), cause);
  }
}
