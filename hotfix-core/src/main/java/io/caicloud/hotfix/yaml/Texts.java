package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.yaml.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return the exception for a file that the platform does not let us read. */
  static HotfixException unreadable(
      String key, String file, String reason, @Nullable Throwable cause) {
    return new HotfixException("unreadable", message(key, file, reason), cause);
  }

  /** Return the exception for an edit that would change more than was asked for. */
  static HotfixException editRefused(String key, Object... arguments) {
    return new HotfixException("edit-refused", message(key, arguments));
  }
}
