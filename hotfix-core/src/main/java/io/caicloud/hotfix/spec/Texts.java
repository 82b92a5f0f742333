package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.Arrays;
import java.util.ResourceBundle;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.spec.messages", locale));

  private static final int LONGEST = 300;

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, Arrays.stream(arguments).map(Texts::shortened).toArray());
  }

  /** Return the text of an argument; of one longer than any name, the beginning. */
  private static String shortened(Object argument) {
    String text = String.valueOf(argument);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** Return an exception whose code is the key of its text. */
  static HotfixException invalid(String key, Object... arguments) {
    return new HotfixException(key, message(key, arguments));
  }
}
