package io.caicloud.hotfix.spec;

import java.nio.charset.StandardCharsets;

/** What every part of a path must be before it becomes a file name or a part of an object key. */
final class PathPart {

  private static final int MAX_BYTES = 255;

  private PathPart() {}

  /**
   * Return whether a text is one part of a path and no more: not blank, no dots alone, no slash or
   * backslash, nothing that moves the cursor or turns the reading direction, at most 255 bytes.
   */
  static boolean isValid(String text) {
    return !text.isBlank()
        && !text.equals(".")
        && !text.equals("..")
        && text.length() <= MAX_BYTES
        && text.codePoints().allMatch(PathPart::isValid)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private static boolean isValid(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> codePoint != '/' && codePoint != '\\';
    };
  }
}
