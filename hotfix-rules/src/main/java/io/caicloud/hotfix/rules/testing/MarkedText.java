package io.caicloud.hotfix.rules.testing;

import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of a file without the marks « and », and what stood between them. Behind a backslash a
 * mark is a character as others.
 *
 * @param document the file
 * @param ranges what was marked, sorted
 */
record MarkedText(YamlDocument document, List<TextRange> ranges) {

  private static final int FIRST = 0xC2;
  private static final int OPEN = 0xAB;
  private static final int CLOSE = 0xBB;

  /**
   * Take the marks out of a text.
   *
   * @param path the file
   * @param marked its bytes, with marks in UTF-8
   * @throws IllegalArgumentException if a mark has no partner
   */
  static MarkedText of(String path, byte[] marked) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Deque<Integer> open = new ArrayDeque<>();
    List<TextEdit> stretches = new ArrayList<>();
    for (int i = 0; i < marked.length; i++) {
      if (marked[i] == '\\' && isMark(marked, i + 1)) {
        plain.write(marked, i + 1, 2);
        i += 2;
      } else if (!isMark(marked, i)) {
        plain.write(marked[i]);
      } else if ((marked[++i] & 0xFF) == OPEN) {
        open.push(plain.size());
      } else if (open.isEmpty()) {
        throw new IllegalArgumentException("a » without « in " + path);
      } else {
        int start = open.pop();
        stretches.add(new TextEdit(start, plain.size() - start, ""));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("a « without » in " + path);
    }
    YamlDocument document = YamlDocument.parse(path, plain.toByteArray());
    return new MarkedText(document, stretches.stream().map(document::range).sorted().toList());
  }

  private static boolean isMark(byte[] bytes, int at) {
    return at + 1 < bytes.length
        && (bytes[at] & 0xFF) == FIRST
        && ((bytes[at + 1] & 0xFF) == OPEN || (bytes[at + 1] & 0xFF) == CLOSE);
  }
}
