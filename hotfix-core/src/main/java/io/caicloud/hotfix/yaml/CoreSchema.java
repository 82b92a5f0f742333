package io.caicloud.hotfix.yaml;

import java.util.regex.Pattern;

/** The types that the core schema of YAML 1.2 gives to plain scalars. */
final class CoreSchema {

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /** What quantities and durations end with, and no number does. */
  private static final String NEVER_LAST = "mgkihspGKMTP";

  private CoreSchema() {}

  /** Return whether a text is made of digits only, which needs no pattern to see. */
  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  static YamlScalar.Type typeOf(String plain) {
    if (plain.isEmpty()) {
      return YamlScalar.Type.NULL;
    }
    char first = plain.charAt(0);
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return numberOrText(plain);
    }
    return switch (plain) {
      case "~", "null", "Null", "NULL" -> YamlScalar.Type.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> YamlScalar.Type.BOOLEAN;
      default -> YamlScalar.Type.STRING;
    };
  }

  private static YamlScalar.Type numberOrText(String plain) {
    if (isDigits(plain)) {
      return YamlScalar.Type.INTEGER;
    }
    if (NEVER_LAST.indexOf(plain.charAt(plain.length() - 1)) >= 0) {
      return YamlScalar.Type.STRING;
    }
    if (INTEGER.matcher(plain).matches()) {
      return YamlScalar.Type.INTEGER;
    }
    return FLOAT.matcher(plain).matches() ? YamlScalar.Type.FLOAT : YamlScalar.Type.STRING;
  }
}
