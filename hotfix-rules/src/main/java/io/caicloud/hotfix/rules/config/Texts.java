package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.rules.config.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }
}
