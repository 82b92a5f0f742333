package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.tree.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return an exception whose code is the key of its text. */
  static HotfixException failure(String key, @Nullable Throwable cause, Object... arguments) {
    return new HotfixException(key, message(key, arguments), cause);
  }
}
