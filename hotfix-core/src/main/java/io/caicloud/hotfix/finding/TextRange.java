package io.caicloud.hotfix.finding;

/**
 * A stretch of text in a file. Lines and columns start at 1, columns count code points (not UTF-16
 * units and not screen cells), and the end is the place just behind the last character.
 *
 * @param line the line of the first character
 * @param column the column of the first character
 * @param endLine the line of the place behind the last character
 * @param endColumn the column of the place behind the last character
 */
public record TextRange(int line, int column, int endLine, int endColumn)
    implements Comparable<TextRange> {

  /**
   * Checks that the range is one.
   *
   * @throws IllegalArgumentException if a number is below 1 or the end lies before the start
   */
  public TextRange {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "not a text range: " + line + ":" + column + "-" + endLine + ":" + endColumn);
    }
  }

  /**
   * Return the empty range at a place.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   */
  public static TextRange at(int line, int column) {
    return new TextRange(line, column, line, column);
  }

  /** Order by start, then by end. */
  @Override
  public int compareTo(TextRange other) {
    int byLine = Integer.compare(line, other.line);
    if (byLine != 0) {
      return byLine;
    }
    int byColumn = Integer.compare(column, other.column);
    if (byColumn != 0) {
      return byColumn;
    }
    int byEndLine = Integer.compare(endLine, other.endLine);
    return byEndLine != 0 ? byEndLine : Integer.compare(endColumn, other.endColumn);
  }

  /** Return the start as {@code line:column}, the way compilers print it. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
