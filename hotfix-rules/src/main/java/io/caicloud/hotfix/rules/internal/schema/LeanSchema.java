package io.caicloud.hotfix.rules.internal.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a schema one that means the same and costs the validator less: it visits every keyword
 * of every node, annotations too, and of each condition that does not hold it makes an error, only
 * to drop it. One about {@code const} prints the whole value each time, where one about {@code
 * enum} was printed when the schema was read.
 */
final class LeanSchema {

  private static final List<String> ANNOTATIONS =
      List.of("title", "description", "default", "examples", "deprecated", "$comment");

  /** Keywords whose members are schemas under names of their own. */
  private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs");

  /** Keywords whose value is no schema. */
  private static final Set<String> VALUES = Set.of("const", "enum", "required");

  private LeanSchema() {}

  static JsonNode of(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    thin(copy, false);
    return copy;
  }

  private static void thin(JsonNode node, boolean condition) {
    if (node instanceof ObjectNode schema) {
      schema.remove(ANNOTATIONS);
      if (condition && schema.has("const")) {
        schema.set("enum", JsonNodeFactory.instance.arrayNode().add(schema.remove("const")));
      }
      for (Map.Entry<String, JsonNode> member : schema.properties()) {
        thinMember(member.getKey(), member.getValue(), condition || member.getKey().equals("if"));
      }
    } else {
      node.forEach(item -> thin(item, condition));
    }
  }

  private static void thinMember(String keyword, JsonNode value, boolean condition) {
    if (NAMED.contains(keyword)) {
      value.forEach(schema -> thin(schema, condition));
    } else if (!VALUES.contains(keyword)) {
      thin(value, condition);
    }
  }
}
