package io.caicloud.hotfix.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * The comments of a text that parses. What a scalar covers, quoted, plain or a block, is none; of
 * the rest, a {@code #} at the start of a line or behind a blank starts one. Takes time in
 * proportion to the text.
 */
final class Comments {

  private static final String LINE_BREAKS = "\r\n";

  private final SourceText source;
  private final String text;
  private final List<YamlComment> found = new ArrayList<>();

  private int hash = -1;

  private Comments(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  static List<YamlComment> of(SourceText source) {
    if (source.text().indexOf('#') < 0) {
      return List.of();
    }
    Comments comments = new Comments(source);
    comments.read();
    return List.copyOf(comments.found);
  }

  private void read() {
    Events events = new Events(text);
    int at = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof ScalarEvent scalar) {
        int start = source.charIndex(Events.start(scalar));
        int end = source.charIndex(Events.end(scalar));
        scan(at, start);
        at = Math.max(at, end);
        if (scalar.isLiteral() || scalar.isFolded()) {
          scan(start, endOfLine(start));
        }
      }
    }
    scan(at, text.length());
  }

  /** Note the comments that start in a stretch without content of scalars. */
  private void scan(int from, int to) {
    for (int i = hash(from); i < to; i = hash(i + 1)) {
      if (i == 0 || Character.isWhitespace(text.charAt(i - 1))) {
        int end = endOfLine(i);
        add(i, end);
        i = end - 1;
      }
    }
  }

  /** Return where the next {@code #} is; what was found once is not searched for again. */
  private int hash(int from) {
    if (hash < from) {
      int next = text.indexOf('#', from);
      hash = next < 0 ? Integer.MAX_VALUE : next;
    }
    return hash;
  }

  private void add(int start, int end) {
    int before = start;
    while (before > 0 && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
      before--;
    }
    boolean alone = before == 0 || LINE_BREAKS.indexOf(text.charAt(before - 1)) >= 0;
    found.add(
        new YamlComment(
            source.range(source.codePointIndex(start), source.codePointIndex(end)),
            text.substring(start, end),
            alone));
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < text.length() && LINE_BREAKS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
