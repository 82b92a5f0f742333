package io.caicloud.hotfix.archive;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value in JSON from anywhere. What is missing or of another type is an illegal argument. */
record JsonValue(JsonNode node, String path) {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static JsonValue parse(byte[] bytes) {
    try {
      return new JsonValue(JSON.readTree(bytes), "");
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  JsonValue get(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException(path + "/" + key + "?");
    }
    return new JsonValue(value, path + "/" + key);
  }

  String text() {
    if (!node.isString()) {
      throw wrong("string");
    }
    return node.stringValue();
  }

  long count() {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw wrong("count");
    }
    return node.longValue();
  }

  List<JsonValue> elements() {
    if (!node.isArray()) {
      throw wrong("array");
    }
    return node.values().stream().map(value -> new JsonValue(value, path + "[]")).toList();
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(path + ": no " + expected);
  }
}
