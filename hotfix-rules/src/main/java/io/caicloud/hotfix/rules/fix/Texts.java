package io.caicloud.hotfix.rules.fix;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.rules.fix.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return an exception whose code is the key of its text. */
  static HotfixException failure(String key, Object... arguments) {
    return new HotfixException(key, message(key, arguments));
  }
}
