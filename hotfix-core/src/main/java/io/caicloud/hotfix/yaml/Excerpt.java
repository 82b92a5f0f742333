package io.caicloud.hotfix.yaml;

/** A piece of the file, short enough for a message. */
final class Excerpt {

  private static final int MAX_LENGTH = 50;

  private Excerpt() {}

  static String of(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_LENGTH) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
