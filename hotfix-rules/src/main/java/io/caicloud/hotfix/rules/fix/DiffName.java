package io.caicloud.hotfix.rules.fix;

import java.nio.charset.StandardCharsets;

/** The name of a file in the head of a diff, as git writes it and git and patch read it. */
final class DiffName {

  private DiffName() {}

  /**
   * Return the name behind {@code a/} or {@code b/}: in quotes if it has something in it that could
   * end a line or turn a terminal, and with a tab behind it if it has a blank.
   */
  static String of(String side, String name) {
    String path = side + name.replaceFirst("^/+", "");
    boolean plain = path.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\');
    if (plain) {
      return path.indexOf(' ') < 0 ? path : path + "\t";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xFF;
      if (c == '"' || c == '\\') {
        quoted.append('\\').append((char) c);
      } else if (c >= ' ' && c < 0x7F) {
        quoted.append((char) c);
      } else {
        quoted.append('\\').append((char) ('0' + (c >> 6)));
        quoted.append((char) ('0' + ((c >> 3) & 7))).append((char) ('0' + (c & 7)));
      }
    }
    return quoted.append('"').toString();
  }
}
