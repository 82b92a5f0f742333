package io.caicloud.hotfix.rules.fix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as {@code diff -u} writes it. The same texts give the same bytes. */
final class UnifiedDiff {

  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  static String of(String name, byte[] before, byte[] after) {
    UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
    diff.out.append("--- ").append(DiffName.of("a/", name)).append('\n');
    diff.out.append("+++ ").append(DiffName.of("b/", name)).append('\n');
    diff.hunks(LineChanges.between(diff.before, diff.after));
    return diff.out.toString();
  }

  /** Split at line feeds, which stay; a carriage return before one belongs to the line. */
  private static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private void hunks(List<LineChange> changes) {
    int first = 0;
    while (first < changes.size()) {
      int last = first;
      while (last + 1 < changes.size()
          && changes.get(last + 1).from() - changes.get(last).to() <= 2 * CONTEXT) {
        last++;
      }
      hunk(changes.subList(first, last + 1));
      first = last + 1;
    }
  }

  private void hunk(List<LineChange> changes) {
    LineChange first = changes.get(0);
    LineChange last = changes.get(changes.size() - 1);
    int from = Math.max(0, first.from() - CONTEXT);
    int to = Math.min(before.size(), last.to() + CONTEXT);
    int newFrom = first.newFrom() - (first.from() - from);
    int newTo = last.newTo() + (to - last.to());
    out.append("@@ -").append(span(from, to)).append(" +").append(span(newFrom, newTo));
    out.append(" @@\n");
    int line = from;
    for (LineChange change : changes) {
      add(' ', before.subList(line, change.from()));
      add('-', before.subList(change.from(), change.to()));
      add('+', after.subList(change.newFrom(), change.newTo()));
      line = change.to();
    }
    add(' ', before.subList(line, to));
  }

  /** Lines count from 1; a stretch of none is named by the line before it. */
  private static String span(int from, int to) {
    int lines = to - from;
    int start = lines == 0 ? from : from + 1;
    return lines == 1 ? String.valueOf(start) : start + "," + lines;
  }

  private void add(char mark, List<String> lines) {
    for (String line : lines) {
      out.append(mark).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }
}
