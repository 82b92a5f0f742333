package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.archive.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return an exception whose code is the key up to its first dot. */
  static HotfixException failure(String key, Object... arguments) {
    return failure(null, key, arguments);
  }

  static HotfixException failure(@Nullable Throwable cause, String key, Object... arguments) {
    int dot = key.indexOf('.');
    String code = dot < 0 ? key : key.substring(0, dot);
    return new HotfixException(code, message(key, arguments), cause);
  }

  static String reason(Throwable cause) {
    String text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }
}
