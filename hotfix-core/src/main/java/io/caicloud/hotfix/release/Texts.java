package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.nio.channels.ClosedByInterruptException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.release.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return an exception whose code is the key of its text. */
  static HotfixException failure(String code, Object... arguments) {
    return new HotfixException(code, message(code, arguments));
  }

  /**
   * Return an exception whose code is the key of its text; if the cause is an interrupt, its code
   * is {@code interrupted} instead and the thread's flag is set.
   */
  static HotfixException failure(@Nullable Throwable cause, String code, Object... arguments) {
    if (cause instanceof ClosedByInterruptException) {
      Thread.currentThread().interrupt();
      return new HotfixException("interrupted", message("interrupted", arguments), cause);
    }
    return new HotfixException(code, message(code, arguments), cause);
  }

  /**
   * Throw the answer to an interrupt if the thread is interrupted.
   *
   * @param what what was being done to: a file or key
   */
  static void refuseWhenInterrupted(Object what) {
    if (Thread.currentThread().isInterrupted()) {
      throw failure("interrupted", what);
    }
  }
}
