package io.caicloud.hotfix.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON pointers (RFC 6901). */
final class Pointers {

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private Pointers() {}

  /** Return a key as a pointer has it. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  static Optional<YamlNode> find(YamlNode root, String pointer) {
    if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
      return Optional.empty();
    }
    Optional<YamlNode> node = Optional.of(root);
    String[] tokens = pointer.split("/", -1);
    for (int i = 1; i < tokens.length; i++) {
      String token = tokens[i].replace("~1", "/").replace("~0", "~");
      node = node.flatMap(parent -> child(parent, token));
    }
    return node;
  }

  private static Optional<YamlNode> child(YamlNode parent, String token) {
    if (parent instanceof YamlMapping mapping) {
      return mapping.get(token);
    }
    if (parent instanceof YamlSequence sequence && INDEX.matcher(token).matches()) {
      List<YamlNode> items = sequence.items();
      int index = Integer.parseInt(token);
      return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }
    return Optional.empty();
  }
}
