package io.caicloud.hotfix.finding;

/** Text from files, archives and servers, made safe to print. */
public final class Printable {

  private Printable() {}

  /**
   * Return the text with control, format, surrogate and line separator characters as a backslash,
   * {@code u} and four digits, so that it can neither move the cursor nor turn the reading
   * direction.
   *
   * @param text any text
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          escaped.append("\\u").append(hex(codePoint));
      default -> escaped.appendCodePoint(codePoint);
    }
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
