package io.caicloud.hotfix.yaml;

import static java.util.Objects.checkFromToIndex;

import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlScalar.Style;

/** The way from the value of a scalar back to the text it was read from. */
final class ScalarText {

  private final SourceText source;
  private final YamlScalar scalar;

  private ScalarText(SourceText source, YamlScalar scalar) {
    this.source = source;
    this.scalar = scalar;
  }

  static ScalarText of(SourceText source, YamlScalar scalar) {
    return new ScalarText(source, scalar);
  }

  TextRange range(int start, int end) {
    checkFromToIndex(start, end, scalar.value().length());
    return scalar.style() == Style.LITERAL ? inLiteral(start, end) : inText(start, end);
  }

  /** The value's n-th line is the n-th line below the header, less the indentation. */
  private TextRange inLiteral(int start, int end) {
    int line = lineOf(start);
    int endLine = lineOf(end);
    int from = column(line, start);
    int to = column(endLine, end);
    if (from < 0 || to < 0) {
      return scalar.range();
    }
    int first = scalar.range().line() + 1;
    return new TextRange(first + line, from, first + endLine, to);
  }

  private int lineOf(int index) {
    return (int) scalar.value().substring(0, index).chars().filter(c -> c == '\n').count();
  }

  /** Return the column in the file of an index into the value, or -1 if the lines differ. */
  private int column(int line, int index) {
    String value = scalar.value();
    int lineStart = value.lastIndexOf('\n', index - 1) + 1;
    int lineEnd = value.indexOf('\n', lineStart);
    String content = value.substring(lineStart, lineEnd < 0 ? value.length() : lineEnd);
    int number = scalar.range().line() + 1 + line;
    String text = number <= source.lines() ? source.line(number) : "";
    if (!text.endsWith(content)) {
      return -1;
    }
    int indent = text.length() - content.length();
    return indent + value.codePointCount(lineStart, index) + 1;
  }

  /** Look the part up in the text: it must be there once, or the text be the value itself. */
  private TextRange inText(int start, int end) {
    String value = scalar.value();
    String text = source.slice(scalar.range());
    int quote = scalar.style() == Style.PLAIN ? 0 : 1;
    int at;
    if (text.length() == value.length() + 2 * quote && text.startsWith(value, quote)) {
      at = quote + start;
    } else {
      String part = value.substring(start, end);
      at = text.indexOf(part);
      if (part.isEmpty() || at < 0 || text.indexOf(part, at + 1) >= 0) {
        return scalar.range();
      }
    }
    int first = source.start(scalar.range()) + text.codePointCount(0, at);
    return source.range(first, first + value.codePointCount(start, end));
  }
}
