package io.caicloud.hotfix.yaml;

import java.util.HashMap;
import java.util.Map;

/**
 * The short texts of a document, each kept once: a file has some thousand keys and values and some
 * hundred different ones.
 */
final class Words {

  private static final int LONGEST = 64;

  private final Map<String, String> known = new HashMap<>();

  /** Return the same text, of equal short texts always the same object. */
  String one(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    String first = known.putIfAbsent(text, text);
    return first == null ? text : first;
  }
}
