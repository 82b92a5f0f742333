package io.caicloud.hotfix.rules.internal.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing the schema validator objects to, in our own terms.
 *
 * @param keyword the keyword of the schema that failed
 * @param node the pointer of the node that it failed on
 * @param key the key it is about, for keywords about keys
 * @param expected what would do: keys, types, values or the name of a form
 * @param conditional whether the keyword applies because of the value of another key
 * @param meant what the author most likely meant, if that is known
 */
record Complaint(
    String keyword,
    String node,
    @Nullable String key,
    List<String> expected,
    boolean conditional,
    @Nullable String meant) {

  static final String UNKNOWN = "additionalProperties";
  static final String MISSING = "required";
  static final String TYPE = "type";
  static final String KEY_FORM = "propertyNames";

  boolean is(String word) {
    return keyword.equals(word);
  }

  /** Return the pointer of what is wrong: the key that is there, or else the node. */
  String target() {
    return key == null || is(MISSING) ? node : child(node, key);
  }

  /** Return what tells this mistake from others in the same document. */
  String identity() {
    return is(MISSING) ? node + " lacks " + expected.get(0) : target();
  }

  Complaint meaning(@Nullable String word) {
    return new Complaint(keyword, node, key, expected, conditional, word);
  }

  static String child(String node, String key) {
    return node + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** Return whether a pointer is another one or lies below it. */
  static boolean within(String pointer, String other) {
    return pointer.startsWith(other)
        && (pointer.length() == other.length() || pointer.charAt(other.length()) == '/');
  }
}
