package io.caicloud.hotfix.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The way from the root of a tree to a node. A tree has thousands of nodes and findings at a few,
 * so its text, a JSON pointer, is written only when somebody asks for it. Immutable.
 */
final class NodePath {

  static final NodePath ROOT = new NodePath(null, "", -1, 0);

  private final @Nullable NodePath parent;
  private final String key;
  private final int index;
  private final int length;

  private NodePath(@Nullable NodePath parent, String key, int index, int length) {
    this.parent = parent;
    this.key = key;
    this.index = index;
    this.length = length;
  }

  /** Return the way to the value of a key. */
  NodePath key(String name) {
    return new NodePath(this, name, -1, length + 1 + name.length());
  }

  /** Return the way to an item. */
  NodePath item(int number) {
    int digits = number < 10 ? 1 : number < 100 ? 2 : 6;
    return new NodePath(this, "", number, length + 1 + digits);
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
    if (parent == null) {
      return;
    }
    parent.write(text);
    text.append('/');
    if (index >= 0) {
      text.append(index);
    } else {
      text.append(Pointers.escape(key));
    }
  }
}
