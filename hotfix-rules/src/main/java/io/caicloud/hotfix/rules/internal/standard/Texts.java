package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;

/** The texts of the standard rules. */
final class Texts {

  private static final String BUNDLE = "io.caicloud.hotfix.rules.internal.standard.messages";
  private static final MessageCatalog CATALOG =
      MessageCatalog.of(locale -> ResourceBundle.getBundle(BUNDLE, locale));
  private static final int LONGEST = 60;

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  /** Return a value as a message can show it: one line, not longer than a line takes. */
  static String brief(String value) {
    String line = value.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
