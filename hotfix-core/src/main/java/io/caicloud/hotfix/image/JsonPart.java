package io.caicloud.hotfix.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An object in a JSON file that may be hostile: nothing is nested deeply, no name is there twice,
 * and every value asked for has the type asked for.
 *
 * @param node the object
 * @param label what to call the file in messages
 * @param pointer where in the file the object is
 */
record JsonPart(JsonNode node, String label, String pointer) {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(20)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static JsonPart parse(byte[] bytes, String label) {
    return new JsonPart(tree(bytes, label), label, "").checked();
  }

  /** Parse a file that holds an array of objects. */
  static List<JsonPart> parseArray(byte[] bytes, String label) {
    return new JsonPart(tree(bytes, label), label, "").elements();
  }

  private static JsonNode tree(byte[] bytes, String label) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      int line = at == null ? 0 : at.getLineNr();
      int column = at == null ? 0 : at.getColumnNr();
      throw Failures.damaged("bad-json", label, line, column);
    }
  }

  private JsonPart checked() {
    if (!node.isObject()) {
      throw wrong("object");
    }
    return this;
  }

  /** Return a text, or nothing when it is absent or null. */
  Optional<String> text(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw at(name, value).wrong("text");
    }
    return Optional.of(value.stringValue());
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> wrong(name, "text"));
  }

  long requiredCount(String name) {
    JsonNode value = present(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "count");
    }
    long count = value.longValue();
    if (count < 0) {
      throw wrong(name, "count");
    }
    return count;
  }

  Optional<JsonPart> object(String name) {
    JsonNode value = present(name);
    return value == null ? Optional.empty() : Optional.of(at(name, value).checked());
  }

  JsonPart requiredObject(String name) {
    return object(name).orElseThrow(() -> wrong(name, "object"));
  }

  /** Return the objects of an array; none when it is absent or null. */
  List<JsonPart> objects(String name) {
    JsonNode value = present(name);
    return value == null ? List.of() : at(name, value).elements();
  }

  /** Return the texts of an array; none when it is absent or null. */
  List<String> texts(String name) {
    JsonNode value = present(name);
    List<String> texts = new ArrayList<>();
    if (value != null) {
      JsonPart array = at(name, value);
      for (JsonNode element : array.arrayElements()) {
        if (!element.isString()) {
          throw array.wrong("texts");
        }
        texts.add(element.stringValue());
      }
    }
    return texts;
  }

  boolean has(String name) {
    return present(name) != null;
  }

  private List<JsonPart> elements() {
    List<JsonPart> parts = new ArrayList<>();
    for (JsonNode element : arrayElements()) {
      parts.add(at(String.valueOf(parts.size()), element).checked());
    }
    return parts;
  }

  private List<JsonNode> arrayElements() {
    if (!node.isArray()) {
      throw wrong("array");
    }
    return List.copyOf(node.values());
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private JsonPart at(String name, JsonNode value) {
    return new JsonPart(value, label, pointer + "/" + name);
  }

  private RuntimeException wrong(String name, String expected) {
    return Failures.damaged(
        "bad-json-value", label, pointer + "/" + name, Texts.message("json-" + expected));
  }

  private RuntimeException wrong(String expected) {
    return Failures.damaged(
        "bad-json-value",
        label,
        pointer.isEmpty() ? "/" : pointer,
        Texts.message("json-" + expected));
  }
}
