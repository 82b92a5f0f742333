package io.caicloud.hotfix.archive;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON whose bytes depend on nothing but the tree: keys in the order of the map, two blanks of
 * indent or none, a line feed at the end when indented.
 */
final class JsonText {

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private JsonText(boolean indented) {
    this.indented = indented;
  }

  /** Return a tree of maps, lists, strings and numbers without blanks. */
  static byte[] compact(Object tree) {
    return bytes(tree, false);
  }

  /** Return the tree as people read it. */
  static byte[] indented(Object tree) {
    return bytes(tree, true);
  }

  private static byte[] bytes(Object tree, boolean indented) {
    JsonText text = new JsonText(indented);
    text.value(tree, 0);
    if (indented) {
      text.out.append('\n');
    }
    return text.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (value instanceof Number number) {
      out.append(number.longValue());
    } else {
      string(value.toString());
    }
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      line(depth + 1);
      string(String.valueOf(entry.getKey()));
      out.append(indented ? ": " : ":");
      value(entry.getValue(), depth + 1);
      end(i.hasNext(), depth);
    }
    out.append('}');
  }

  private void array(List<?> list, int depth) {
    out.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      Object value = i.next();
      line(depth + 1);
      value(value, depth + 1);
      end(i.hasNext(), depth);
    }
    out.append(']');
  }

  private void end(boolean more, int depth) {
    if (more) {
      out.append(',');
    } else {
      line(depth);
    }
  }

  private void line(int depth) {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u");
        out.append(HEX.toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static final java.util.HexFormat HEX = java.util.HexFormat.of();
}
