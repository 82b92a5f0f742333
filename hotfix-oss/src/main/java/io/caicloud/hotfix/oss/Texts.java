package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.oss.messages", locale));

  private Texts() {}

  static Message message(String key, @Nullable Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return a failure whose code is the key of its text up to the first dot. */
  static HotfixException failure(String key, @Nullable Object... arguments) {
    return new HotfixException(code(key), message(key, arguments));
  }

  static HotfixException failure(Throwable cause, String key, @Nullable Object... arguments) {
    return new HotfixException(code(key), message(key, arguments), cause);
  }

  private static String code(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
