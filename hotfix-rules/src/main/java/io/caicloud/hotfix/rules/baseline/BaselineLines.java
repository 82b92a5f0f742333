package io.caicloud.hotfix.rules.baseline;

import io.caicloud.hotfix.rule.KnownFinding;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a baseline. What people merge by hand may be out of order, but not more. */
final class BaselineLines {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String PATH = "path";
  private static final String RULE = "rule";
  private static final String PLACE = "place";
  private static final String VALUE = "value";
  private static final String COUNT = "count";
  private static final List<String> REQUIRED = List.of(PATH, RULE, PLACE, VALUE);
  private static final Set<String> KEYS = Set.of(PATH, RULE, PLACE, VALUE, COUNT);

  private static final int MAX_FINDINGS = 1_000_000;

  private final String file;
  private long total;

  BaselineLines(String file) {
    this.file = file;
  }

  static String line(KnownFinding finding, int count) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(PATH, finding.path());
    json.put(RULE, finding.rule());
    json.put(PLACE, finding.place());
    json.put(VALUE, finding.value());
    if (count > 1) {
      json.put(COUNT, count);
    }
    return JSON.writeValueAsString(json);
  }

  SortedMap<KnownFinding, Integer> read(String text) {
    Iterator<String> lines = text.lines().iterator();
    if (!next(lines).equals(BaselineFile.FIRST)) {
      throw Texts.malformed(file, 1, "first", BaselineFile.FIRST);
    }
    SortedMap<KnownFinding, Integer> counts = new TreeMap<>();
    String line = next(lines);
    int number = 2;
    for (; lines.hasNext(); number++) {
      String following = next(lines);
      boolean isLast = !lines.hasNext();
      if (line.endsWith(",") == isLast) {
        throw Texts.malformed(file, number, isLast ? "no-comma" : "comma");
      }
      add(number, isLast ? line : line.substring(0, line.length() - 1), counts);
      line = following;
    }
    if (!line.equals(BaselineFile.LAST)) {
      throw Texts.malformed(file, number, "last", BaselineFile.LAST);
    }
    return counts;
  }

  private static String next(Iterator<String> lines) {
    return lines.hasNext() ? lines.next().strip() : "";
  }

  private void add(int number, String line, SortedMap<KnownFinding, Integer> counts) {
    JsonNode json = parse(number, line);
    for (String key : json.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw Texts.malformed(file, number, "key", key);
      }
    }
    for (String key : REQUIRED) {
      if (!json.path(key).isString()) {
        throw Texts.malformed(file, number, "text", key);
      }
    }
    KnownFinding finding =
        new KnownFinding(
            json.get(PATH).stringValue(),
            json.get(RULE).stringValue(),
            json.get(PLACE).stringValue(),
            json.get(VALUE).stringValue());
    int count = count(number, json);
    total += count;
    if (counts.put(finding, count) != null) {
      throw Texts.malformed(file, number, "twice");
    }
    if (total > MAX_FINDINGS) {
      throw Texts.malformed(file, number, "too-many", MAX_FINDINGS);
    }
  }

  private JsonNode parse(int number, String line) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      // The parser's words would quote the file.
    }
    throw Texts.malformed(file, number, "json");
  }

  private int count(int number, JsonNode json) {
    JsonNode count = json.path(COUNT);
    if (count.isMissingNode()) {
      return 1;
    }
    if (!count.isInt() || count.intValue() < 2 || count.intValue() > MAX_FINDINGS) {
      throw Texts.malformed(file, number, "count");
    }
    return count.intValue();
  }
}
