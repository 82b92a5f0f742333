package io.caicloud.hotfix.yaml;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root of a tree to a node. A tree has thousands of nodes and findings at a few,
 * so its text, a JSON pointer, is written only when somebody asks for it. Immutable.
 */
final class NodePath {

  static final NodePath ROOT = new NodePath(null, "", 0);

  /** Most lists are short; their numbers are written once. */
  private static final String[] NUMBERS =
      IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new);

  private final @Nullable NodePath parent;
  private final String step;
  private final int length;

  private NodePath(@Nullable NodePath parent, String step, int length) {
    this.parent = parent;
    this.step = step;
    this.length = length;
  }

  /** Return the way to the value of a key. */
  NodePath key(String name) {
    return new NodePath(this, name, length + 1 + name.length());
  }

  /** Return the way to an item. */
  NodePath item(int number) {
    return key(number < NUMBERS.length ? NUMBERS[number] : Integer.toString(number));
  }

  /** Return about how many characters the text has. */
  int length() {
    return length;
  }

  /** Return the JSON pointer (RFC 6901). */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length);
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    if (parent != null) {
      parent.write(text);
      text.append('/').append(Pointers.escape(step));
    }
  }
}
