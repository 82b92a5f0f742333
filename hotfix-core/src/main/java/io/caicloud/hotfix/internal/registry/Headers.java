package io.caicloud.hotfix.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Header fields by name, whatever the case of the name. Immutable. */
final class Headers {

  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE");
  private static final Headers NONE = new Headers(Map.of());

  private final Map<String, List<String>> fields;

  private Headers(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  static Headers none() {
    return NONE;
  }

  /** Return a value that cannot end its line and start another one. */
  static String requireValue(String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("not fit for a header field");
    }
    return value;
  }

  static String requireMethod(String method) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("not a method: " + method);
    }
    return method;
  }

  /** Return these fields and one more. A field of the same name keeps its value as well. */
  Headers with(String name, String value) {
    Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(fields);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, List.copyOf(values));
    return new Headers(more);
  }

  /** Return the first value. */
  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Return whether a field that lists words has this word. */
  boolean lists(String name, String word) {
    for (String value : all(name)) {
      for (String each : value.split(",", -1)) {
        if (each.strip().toLowerCase(Locale.ROOT).equals(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Return a request line and these fields as they go over the wire. */
  String afterLine(String line) {
    StringBuilder text = new StringBuilder(requireValue(line)).append("\r\n");
    fields.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    text.append(name).append(": ").append(requireValue(value)).append("\r\n")));
    return text.append("\r\n").toString();
  }
}
