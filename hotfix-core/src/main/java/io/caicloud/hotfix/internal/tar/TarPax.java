package io.caicloud.hotfix.internal.tar;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the records of a PAX header: {@code length key=value} and a line feed each. */
public final class TarPax {

  private TarPax() {}

  /**
   * Read the records.
   *
   * @param bytes the content of the header
   * @throws BadTar if they are malformed
   */
  public static Map<String, String> read(byte[] bytes) {
    Map<String, String> records = new HashMap<>();
    int start = 0;
    while (start < bytes.length) {
      int space = indexOf(bytes, (byte) ' ', start);
      int length = length(new String(bytes, start, space - start, StandardCharsets.US_ASCII));
      int end = start + length;
      int equals = indexOf(bytes, (byte) '=', space);
      if (length <= space - start
          || end > bytes.length
          || equals >= end
          || bytes[end - 1] != '\n') {
        throw malformed();
      }
      records.put(
          new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8),
          new String(bytes, equals + 1, end - equals - 2, StandardCharsets.UTF_8));
      start = end;
    }
    return records;
  }

  private static int indexOf(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw malformed();
  }

  private static int length(String digits) {
    if (!digits.matches("[0-9]{1,7}")) {
      throw malformed();
    }
    return Integer.parseInt(digits);
  }

  private static BadTar malformed() {
    return new BadTar("bad-pax");
  }
}
