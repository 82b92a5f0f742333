package io.caicloud.hotfix.yaml;

import static java.util.Objects.checkFromToIndex;

import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.Arrays;

/**
 * The way back from the value of a scalar to the text it was read from, for findings about a part
 * of a value: one image in a list of images, one line of a configuration file. Made once and asked
 * often. Immutable; safe to share between threads.
 */
public final class ScalarText {

  private static final String LINE_BREAKS = "\r\n";

  private final SourceText source;
  private final YamlScalar scalar;
  private final int[] starts;
  private final int[] ends;

  /**
   * Align a value with its text. Blanks and line breaks are folded and indented in too many ways to
   * follow, and no part that anybody looks for starts or ends with one, so only the other
   * characters are matched: they stand in the text in the same order.
   */
  ScalarText(SourceText source, YamlScalar scalar) {
    this.source = source;
    this.scalar = scalar;
    int length = scalar.value().length();
    int[] from = new int[length];
    int[] to = new int[length];
    boolean aligned = align(from, to);
    this.starts = aligned ? from : new int[0];
    this.ends = aligned ? to : new int[0];
  }

  /**
   * Return where a part of the value stands; the whole scalar where the text does not show it, as
   * for an alias.
   *
   * @param start the index into the value of the part's first character
   * @param end the index behind its last character
   * @throws IndexOutOfBoundsException if the value has no such part
   */
  public TextRange range(int start, int end) {
    checkFromToIndex(start, end, scalar.value().length());
    if (start == end || ends.length == 0) {
      return scalar.range();
    }
    return source.range(source.codePointIndex(starts[start]), source.codePointIndex(ends[end - 1]));
  }

  private boolean align(int[] from, int[] to) {
    String value = scalar.value();
    String text = source.text();
    int at = source.charIndex(source.start(scalar.range()));
    int stop = source.charIndex(source.end(scalar.range()));
    if (at < stop && text.charAt(at) == '*') {
      return false;
    }
    at = Math.min(stop, at + headerLength(text, at, stop));
    int length;
    for (int i = 0; i < value.length(); i += length) {
      int wanted = value.codePointAt(i);
      length = Character.charCount(wanted);
      int end = at;
      if (!Character.isWhitespace(wanted)) {
        at = skipBlanks(text, at, stop);
        end = at + widthOf(wanted, text, at, stop);
        if (end == at) {
          return false;
        }
      }
      Arrays.fill(from, i, i + length, at);
      Arrays.fill(to, i, i + length, end);
      at = end;
    }
    return true;
  }

  /** Return the length of what comes before the content: a quote, or the header of a block. */
  private int headerLength(String text, int at, int stop) {
    return switch (scalar.style()) {
      case PLAIN -> 0;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
      case LITERAL, FOLDED -> {
        int i = at;
        while (i < stop && LINE_BREAKS.indexOf(text.charAt(i)) < 0) {
          i++;
        }
        yield i - at;
      }
    };
  }

  private int skipBlanks(String text, int from, int stop) {
    int at = from;
    while (at < stop) {
      int escape = escapeLength(text, at, stop);
      if (escape > 0 && !Character.isWhitespace(unescape(text, at))) {
        return at;
      }
      if (escape == 0 && !Character.isWhitespace(text.charAt(at))) {
        return at;
      }
      at += Math.max(1, escape);
    }
    return at;
  }

  /** Return how many characters of the text stand for one of the value, 0 if it is not next. */
  private int widthOf(int wanted, String text, int at, int stop) {
    if (at >= stop) {
      return 0;
    }
    int escape = escapeLength(text, at, stop);
    if (escape > 0) {
      return unescape(text, at) == wanted ? escape : 0;
    }
    if (text.codePointAt(at) != wanted) {
      return 0;
    }
    boolean twice = wanted == '\'' && scalar.style() == Style.SINGLE_QUOTED;
    return twice ? 2 : Character.charCount(wanted);
  }

  private int escapeLength(String text, int at, int stop) {
    if (scalar.style() != Style.DOUBLE_QUOTED || text.charAt(at) != '\\' || at + 1 >= stop) {
      return 0;
    }
    return switch (text.charAt(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static int unescape(String text, int at) {
    char escaped = text.charAt(at + 1);
    return switch (escaped) {
      case '0' -> 0;
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0B;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> 0x1B;
      case 'N' -> 0x85;
      case '_' -> 0xA0;
      case 'L' -> 0x2028;
      case 'P' -> 0x2029;
      case 'x' -> Integer.parseInt(text, at + 2, at + 4, 16);
      case 'u' -> Integer.parseInt(text, at + 2, at + 6, 16);
      case 'U' -> Integer.parseInt(text, at + 2, at + 10, 16);
      default -> escaped;
    };
  }
}
