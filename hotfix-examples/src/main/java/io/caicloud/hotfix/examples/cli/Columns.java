package io.caicloud.hotfix.examples.cli;

import java.util.List;

/** Columns on a terminal, where a Chinese character is as wide as two others. */
final class Columns {

  private Columns() {}

  static int widest(List<String> texts) {
    return texts.stream().mapToInt(Columns::width).max().orElse(0);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static int width(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
  }
}
