package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.rule.RuleExample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The examples of the standard rules. They stand in one file, each under a line with the code of
 * its rule, {@code bad} or {@code good}, and the path of a file; files of one kind are one example.
 */
final class Examples {

  private static final Pattern HEAD =
      Pattern.compile("^=== (\\S+) (bad|good) (\\S+)\\n", Pattern.MULTILINE);

  private static final Map<String, RuleExample> ALL = read();

  private Examples() {}

  /** Return the examples in which a rule finds something. */
  static List<RuleExample> bad(String code) {
    return one(code + " bad");
  }

  /** Return the examples in which it finds nothing. */
  static List<RuleExample> good(String code) {
    return one(code + " good");
  }

  private static List<RuleExample> one(String key) {
    RuleExample example = ALL.get(key);
    return example == null ? List.of() : List.of(example);
  }

  private static Map<String, RuleExample> read() {
    Map<String, RuleExample> examples = new HashMap<>();
    String text = text();
    List<MatchResult> heads = HEAD.matcher(text).results().toList();
    for (int i = 0; i < heads.size(); i++) {
      MatchResult head = heads.get(i);
      int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
      String content = text.substring(head.end(), end);
      String path = head.group(3);
      examples.merge(
          head.group(1) + " " + head.group(2),
          RuleExample.of(path, content),
          (before, more) -> before.and(path, content));
    }
    return examples;
  }

  private static String text() {
    try (InputStream in = Examples.class.getResourceAsStream("examples.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "examples.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
