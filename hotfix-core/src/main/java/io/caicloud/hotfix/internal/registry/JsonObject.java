package io.caicloud.hotfix.internal.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object in JSON text from outside. What has another type than asked for is not there. */
final class JsonObject {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(20)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .build();

  private final JsonNode node;

  private JsonObject(JsonNode node) {
    this.node = node;
  }

  /** Return the object, or nothing if the text is no JSON object. */
  static Optional<JsonObject> parse(byte[] text) {
    try {
      return of(JSON.readTree(text));
    } catch (JacksonException e) {
      // The cause quotes the text, which may hold secrets.
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> of(JsonNode node) {
    return node != null && node.isObject() ? Optional.of(new JsonObject(node)) : Optional.empty();
  }

  Optional<JsonObject> object(String name) {
    return of(node.get(name));
  }

  /** Return a text that is not empty. */
  Optional<String> text(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isString() && !value.stringValue().isEmpty()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  Optional<Long> number(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isIntegralNumber() && value.canConvertToLong()
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  /** Return all values that are objects, by name. */
  Map<String, JsonObject> objects() {
    Map<String, JsonObject> objects = new LinkedHashMap<>();
    for (String name : node.propertyNames()) {
      object(name).ifPresent(each -> objects.put(name, each));
    }
    return objects;
  }

  /** Return all values that are texts, by name. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : node.propertyNames()) {
      text(name).ifPresent(each -> texts.put(name, each));
    }
    return texts;
  }
}
