package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tree that the schema validator wants, with the types that the chain at the site gives to
 * plain scalars: it reads YAML 1.1, where {@code yes} is true and {@code 0644} a number.
 */
final class JsonTree {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> YES = Set.of("yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> NO = Set.of("no", "No", "NO", "off", "Off", "OFF");
  private static final Pattern OLD_INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,40}");

  private JsonTree() {}

  static JsonNode of(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      ObjectNode object = JSON.objectNode();
      for (YamlEntry entry : mapping.entries()) {
        object.set(entry.key().value(), of(entry.value()));
      }
      return object;
    }
    if (node instanceof YamlSequence sequence) {
      ArrayNode array = JSON.arrayNode(sequence.items().size());
      sequence.items().forEach(item -> array.add(of(item)));
      return array;
    }
    return of((YamlScalar) node);
  }

  private static JsonNode of(YamlScalar scalar) {
    String text = scalar.value();
    return switch (scalar.type()) {
      case NULL -> JSON.nullNode();
      case BOOLEAN -> JSON.booleanNode(text.equalsIgnoreCase("true"));
      case INTEGER -> integer(text);
      case FLOAT -> number(text);
      case STRING -> scalar.style() == Style.PLAIN ? plain(text) : JSON.stringNode(text);
    };
  }

  private static JsonNode plain(String text) {
    if (YES.contains(text) || NO.contains(text)) {
      return JSON.booleanNode(YES.contains(text));
    }
    char first = text.isEmpty() ? 'x' : text.charAt(0);
    boolean numeric = (first >= '0' && first <= '9') || first == '-' || first == '+';
    return numeric && OLD_INTEGER.matcher(text).matches()
        ? integer(text.replace("_", ""))
        : JSON.stringNode(text);
  }

  private static JsonNode integer(String text) {
    if (DECIMAL.matcher(text).matches()) {
      BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
      return value.bitLength() < 64 ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }
    // 0o17, 0x1F or too long to be anything sensible: whole, and of no size that a schema asks for.
    return JSON.numberNode(text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE);
  }

  private static JsonNode number(String text) {
    try {
      return JSON.numberNode(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      // Infinity and not-a-number in YAML's spelling.
      return JSON.numberNode(Double.NaN);
    }
  }
}
