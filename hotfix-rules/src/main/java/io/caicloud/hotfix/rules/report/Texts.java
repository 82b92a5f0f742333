package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Verdict;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of this package. */
final class Texts {

  private static final MessageCatalog CATALOG =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.rules.report.messages", locale));

  private Texts() {}

  static Message message(String key, Object... arguments) {
    return CATALOG.message(key, arguments);
  }

  static Message of(Severity severity) {
    return message("severity." + lower(severity));
  }

  static Message of(Verdict verdict) {
    return message("verdict." + lower(verdict));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
