package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.TextRange;
import java.util.Arrays;

/**
 * The text of a document and the way between its measures. Parser marks count code points from the
 * start of the text; people count lines and columns; edits count bytes of the file, where a byte
 * order mark may come first. Every step between them takes constant time, apart from a search for
 * the line, since a hostile file may be one line of a million characters.
 */
final class SourceText {

  private static final int STEP = 64;
  private static final int NEAR = 3;

  private final String text;
  private final int markBytes;
  private final int length;
  private final boolean ascii;
  private final int[] charAt;
  private final int[] byteAt;
  private int[] lineStarts = new int[16];
  private int lines = 1;
  private int lastLine;

  /**
   * Index a text.
   *
   * @param text the text without byte order mark
   * @param markBytes the bytes of the byte order mark before it, 0 or 3
   */
  SourceText(String text, int markBytes) {
    this.text = text;
    this.markBytes = markBytes;
    this.ascii = isAscii(text);
    this.length = ascii ? text.length() : text.codePointCount(0, text.length());
    this.charAt = new int[ascii ? 0 : length / STEP + 1];
    this.byteAt = new int[charAt.length];
    if (!ascii) {
      indexWideText();
    } else if (text.indexOf('\r') < 0) {
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        noteBreak('\n', i, i + 1);
      }
    } else {
      for (int i = 0; i < text.length(); i++) {
        noteBreak(text.charAt(i), i, i + 1);
      }
    }
  }

  private void indexWideText() {
    int index = 0;
    int bytes = 0;
    int width;
    for (int i = 0; i < text.length(); i += width) {
      int c = text.codePointAt(i);
      width = Character.charCount(c);
      note(index, i, bytes);
      index++;
      bytes += utf8Length(c);
      noteBreak(c, i, index);
    }
    note(index, text.length(), bytes);
  }

  private void noteBreak(int c, int charIndex, int next) {
    if (c == '\n' || (c == '\r' && !text.startsWith("\n", charIndex + 1))) {
      lineStarts = lines == lineStarts.length ? Arrays.copyOf(lineStarts, 2 * lines) : lineStarts;
      lineStarts[lines++] = next;
    }
  }

  /** Remember where every 64th code point starts. */
  private void note(int index, int charIndex, int bytes) {
    if (index % STEP == 0) {
      charAt[index / STEP] = charIndex;
      byteAt[index / STEP] = bytes;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  String text() {
    return text;
  }

  /** Return the number of code points. */
  int length() {
    return length;
  }

  /** Return the number of lines; the empty one behind the last line break counts. */
  int lines() {
    return lines;
  }

  /** Return the 0-based line of a code point. */
  private int lineOf(int index) {
    // Who reads a text asks for places one behind the other; a stale value costs a search only.
    int near = lastLine;
    for (int line = near; line < Math.min(near + NEAR, lines); line++) {
      if (lineStarts[line] <= index && (line + 1 == lines || index < lineStarts[line + 1])) {
        lastLine = line;
        return line;
      }
    }
    int line = searchLine(index);
    lastLine = line;
    return line;
  }

  private int searchLine(int index) {
    int found = Arrays.binarySearch(lineStarts, 0, lines, index);
    return found >= 0 ? found : -found - 2;
  }

  /** Return the range from one code point up to another. */
  TextRange range(int start, int end) {
    int from = Math.min(start, length);
    int to = Math.max(from, Math.min(end, length));
    int line = lineOf(from);
    int endLine = lineOf(to);
    return new TextRange(
        line + 1, from - lineStarts[line] + 1, endLine + 1, to - lineStarts[endLine] + 1);
  }

  /** Return the code point index of a 1-based line and column, within the text. */
  int index(int line, int column) {
    int row = Math.min(line, lines) - 1;
    return Math.min(lineStarts[row] + column - 1, length);
  }

  int start(TextRange range) {
    return index(range.line(), range.column());
  }

  int end(TextRange range) {
    return index(range.endLine(), range.endColumn());
  }

  /** Return the index into {@link #text()} of a code point. */
  int charIndex(int index) {
    if (ascii) {
      return index;
    }
    return text.offsetByCodePoints(charAt[index / STEP], index % STEP);
  }

  /** Return the index of a code point that starts at an index into {@link #text()}. */
  int codePointIndex(int charIndex) {
    if (ascii) {
      return charIndex;
    }
    int found = Arrays.binarySearch(charAt, charIndex);
    int step = found >= 0 ? found : -found - 2;
    return step * STEP + text.codePointCount(charAt[step], charIndex);
  }

  /** Return the offset in the file's bytes of a code point. */
  int byteOffset(int index) {
    if (ascii) {
      return markBytes + index;
    }
    int i = charAt[index / STEP];
    int bytes = byteAt[index / STEP];
    for (int rest = index % STEP; rest > 0; rest--) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      bytes += utf8Length(c);
    }
    return markBytes + bytes;
  }

  /** Return the index of the code point at an offset in the file's bytes, within the text. */
  int indexAtByte(int offset) {
    if (ascii) {
      return Math.max(0, Math.min(offset - markBytes, length));
    }
    int found = Arrays.binarySearch(byteAt, offset - markBytes);
    int index = STEP * Math.max(0, found >= 0 ? found : -found - 2);
    while (index < length && byteOffset(index) < offset) {
      index++;
    }
    return index;
  }

  /** Return the text from one code point up to another. */
  String slice(int start, int end) {
    return text.substring(charIndex(start), charIndex(end));
  }

  String slice(TextRange range) {
    return slice(start(range), end(range));
  }

  /** Return a 1-based line without its line break. */
  String line(int line) {
    int start = lineStarts[line - 1];
    int end = line < lines ? lineStarts[line] : length;
    String whole = slice(start, end);
    return whole.substring(0, withoutBreak(whole));
  }

  private static int withoutBreak(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }
}
