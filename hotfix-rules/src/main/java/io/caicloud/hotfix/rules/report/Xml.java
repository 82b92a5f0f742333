package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Printable;

/** Text in XML 1.0, which has no way to write most control characters. */
final class Xml {

  private Xml() {}

  /** Return text for elements and attributes; line feeds stay, other controls are shown escaped. */
  static String escape(String text) {
    StringBuilder xml = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(xml, c));
    return xml.toString();
  }

  private static void append(StringBuilder xml, int codePoint) {
    switch (codePoint) {
      case '&' -> xml.append("&amp;");
      case '<' -> xml.append("&lt;");
      case '>' -> xml.append("&gt;");
      case '"' -> xml.append("&quot;");
      case '\n' -> xml.append('\n');
      case 0xFFFE, 0xFFFF -> xml.append("\\u").append(Integer.toHexString(codePoint));
      default -> xml.append(Printable.escape(Character.toString(codePoint)));
    }
  }
}
