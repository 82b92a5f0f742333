package io.caicloud.hotfix.testing;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server answers. Immutable.
 *
 * @param status the HTTP status
 * @param headers values by name, without the length
 * @param body the bytes
 */
record RegistryAnswer(int status, Map<String, String> headers, AnswerBody body) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static RegistryAnswer of(int status) {
    return new RegistryAnswer(status, Map.of(), AnswerBody.NONE);
  }

  /** Return an error in the form of the OCI distribution specification, "Error Codes". */
  static RegistryAnswer error(int status, String code, String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("errors").addObject().put("code", code).put("message", message);
    return json(status, root);
  }

  static RegistryAnswer json(int status, ObjectNode root) {
    return of(status)
        .with("Content-Type", "application/json")
        .with(AnswerBody.of(JSON.writeValueAsBytes(root)));
  }

  RegistryAnswer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new RegistryAnswer(status, more, body);
  }

  RegistryAnswer without(String name) {
    Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rest.putAll(headers);
    rest.remove(name);
    return new RegistryAnswer(status, rest, body);
  }

  RegistryAnswer with(AnswerBody other) {
    return new RegistryAnswer(status, headers, other);
  }
}
