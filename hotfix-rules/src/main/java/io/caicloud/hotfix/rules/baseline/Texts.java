package io.caicloud.hotfix.rules.baseline;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.MessageCatalog;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.rules.baseline.messages", locale));

  private Texts() {}

  static HotfixException failure(String code, @Nullable Throwable cause, Object... arguments) {
    return new HotfixException(code, CATALOG.message(code, arguments), cause);
  }

  static HotfixException malformed(String file, int line, String what, Object... arguments) {
    return new HotfixException(
        "baseline-malformed",
        CATALOG.message(
            "baseline-malformed", file, line, CATALOG.message("malformed." + what, arguments)));
  }
}
