package io.caicloud.hotfix.rules.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LeanSchemaTest {

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private static void assertLean(String schema, String lean) {
    JsonNode given = json(schema);
    assertThat(LeanSchema.of(given)).isEqualTo(json(lean));
    assertThat(given).isEqualTo(json(schema));
  }

  @Test
  void annotations_go_wherever_schemas_are() {
    assertLean(
        "{'title': 'a', '$defs': {'x': {'default': 1, 'type': 'integer'}},"
            + " 'items': {'description': 'b', 'type': 'string'},"
            + " 'patternProperties': {'^x': {'deprecated': true}},"
            + " 'anyOf': [{'$comment': 'c', 'type': 'null'}, {'examples': [1], 'minimum': 0}]}",
        "{'$defs': {'x': {'type': 'integer'}}, 'items': {'type': 'string'},"
            + " 'patternProperties': {'^x': {}},"
            + " 'anyOf': [{'type': 'null'}, {'minimum': 0}]}");
  }

  @Test
  void what_only_looks_like_an_annotation_stays() {
    String schema =
        "{'properties': {'default': {'type': 'string'}, 'title': {'type': 'string'}},"
            + " '$defs': {'description': {'type': 'string'}},"
            + " 'patternProperties': {'default': {'type': 'string'}},"
            + " 'const': {'title': 'x'}, 'enum': [{'default': 1}], 'required': ['title']}";
    assertLean(schema, schema);
  }

  @Test
  void a_const_becomes_an_enum_in_conditions_only() {
    assertLean(
        "{'if': {'properties': {'type': {'const': 'HTTP'}, 'const': {'const': {'const': 1}}}},"
            + " 'then': {'properties': {'type': {'const': 'HTTP'}}}}",
        "{'if': {'properties': {'type': {'enum': ['HTTP']}, 'const': {'enum': [{'const': 1}]}}},"
            + " 'then': {'properties': {'type': {'const': 'HTTP'}}}}");
  }
}
