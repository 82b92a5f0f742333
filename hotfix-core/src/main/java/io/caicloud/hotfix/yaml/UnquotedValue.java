package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.TextRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with an unquoted placeholder on the line where the parser gave up. The parser itself says
 * only that it expected the end of a block.
 *
 * @param range the value, from its first character to its last
 * @param isValue whether it stands where a value may stand, so that quotes around it mend the line
 */
record UnquotedValue(TextRange range, boolean isValue) {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[\\[ *[A-Za-z_][\\w.()/-]* *\\]\\]|\\{\\{[^{}]*\\}\\}");
  private static final Pattern BEFORE_VALUE = Pattern.compile(".*[:\\-?][ \\t]+");
  private static final int REACH = 512;

  /**
   * Return the value that is to blame.
   *
   * @param source the text
   * @param problem where the parser gave up
   * @param flow whether that is between brackets or braces
   */
  static Optional<UnquotedValue> find(SourceText source, int problem, boolean flow) {
    TextRange place = source.range(problem, problem);
    String line = source.line(place.line());
    int column = line.offsetByCodePoints(0, Math.min(place.column() - 1, codePoints(line)));
    Matcher matcher = PLACEHOLDER.matcher(line).region(Math.max(0, column - REACH), line.length());
    while (matcher.find() && matcher.start() <= column) {
      int start = flow ? startInFlow(line, matcher.start()) : matcher.start();
      int end = flow ? endInFlow(line, matcher.end()) : end(line, matcher.end());
      String before = line.substring(0, start);
      if (column <= end
          && isUnquoted(line.substring(0, matcher.start()))
          && (flow || startsValue(before))) {
        boolean isValue = flow || BEFORE_VALUE.matcher(before).matches();
        int first = source.index(place.line(), codePoints(before) + 1);
        int length = codePoints(line.substring(start, end));
        return Optional.of(new UnquotedValue(source.range(first, first + length), isValue));
      }
    }
    return Optional.empty();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isUnquoted(String before) {
    return before.chars().filter(c -> c == '\'').count() % 2 == 0
        && before.chars().filter(c -> c == '"').count() % 2 == 0
        && !before.contains(" #");
  }

  private static boolean startsValue(String before) {
    return before.isBlank() || BEFORE_VALUE.matcher(before).matches();
  }

  private static int startInFlow(String line, int from) {
    int i = from;
    while (i > 0 && ",[{ ".indexOf(line.charAt(i - 1)) < 0) {
      i--;
    }
    return i;
  }

  private static int endInFlow(String line, int from) {
    int i = from;
    while (i < line.length() && ",]}".indexOf(line.charAt(i)) < 0) {
      i++;
    }
    return end(line.substring(0, i), from);
  }

  /** Return where a value ends on a line: before the blanks at its end, or before a comment. */
  private static int end(String line, int from) {
    int comment = line.indexOf(" #", from);
    int end = comment < 0 ? line.length() : comment;
    while (end > from && Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
