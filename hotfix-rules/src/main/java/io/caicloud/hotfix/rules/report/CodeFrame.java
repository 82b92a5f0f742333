package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.finding.TextRange;

/**
 * A line of a file with marks below a part of it. Of a long line only the stretch around that part
 * is shown; what is not printable is shown escaped.
 *
 * @param source the line as it is shown
 * @param indent the cells before the marks
 * @param marked the cells that are marked, at least one
 */
record CodeFrame(String source, int indent, int marked) {

  private static final int WIDEST = 120;
  private static final int BEFORE = 40;
  private static final String CUT = "...";

  /**
   * Draw a frame.
   *
   * @param line the code points of the line where the range starts
   * @param range what is marked, up to the end of the line
   */
  static CodeFrame of(int[] line, TextRange range) {
    int from = Math.min(range.column() - 1, line.length);
    int to = range.endLine() > range.line() ? line.length : range.endColumn() - 1;
    boolean whole = fits(line);
    int first = whole ? 0 : start(line, from);
    StringBuilder source = new StringBuilder(first == 0 ? "" : CUT);
    int cells = source.length();
    int indent = cells;
    int end = cells;
    int next = first;
    while (next < line.length && (whole || cells < WIDEST)) {
      String shown = shown(line[next++]);
      source.append(shown);
      cells += Cells.of(shown);
      indent = next <= from ? cells : indent;
      end = next <= to ? cells : end;
    }
    source.append(next < line.length ? CUT : "");
    return new CodeFrame(source.toString(), indent, Math.max(1, end - indent));
  }

  private static boolean fits(int[] line) {
    return line.length <= WIDEST && width(line, 0, line.length) <= WIDEST;
  }

  /** Return the first code point that is shown of a long line: some cells before the mark. */
  private static int start(int[] line, int from) {
    int first = from;
    while (first > 0 && width(line, first - 1, from) <= BEFORE) {
      first--;
    }
    return first;
  }

  private static int width(int[] line, int from, int to) {
    int cells = 0;
    for (int i = from; i < to; i++) {
      cells += Cells.of(shown(line[i]));
    }
    return cells;
  }

  private static String shown(int codePoint) {
    return Printable.escape(Character.toString(codePoint));
  }
}
