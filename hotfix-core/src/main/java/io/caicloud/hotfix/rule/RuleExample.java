package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small input that shows what a rule means: a values file, a {@code hotfix.yaml}, or the files of
 * a release tree. What people read is what tests check. Immutable.
 *
 * <p>In the texts, {@code <0xE9>} stands for a byte that cannot be shown, and {@code <0x61*9>} for
 * nine of them.
 *
 * @param files the texts by their paths
 */
public record RuleExample(SortedMap<String, String> files) {

  private static final Pattern BYTES = Pattern.compile("<0x([0-9A-F]{2})(?:\\*([0-9]{1,7}))?>");

  /**
   * Copies the files.
   *
   * @throws IllegalArgumentException if there is none
   */
  public RuleExample {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("an example needs a file");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Return an example of one file.
   *
   * @param path its path, such as {@code values.yaml}
   * @param text what stands in it
   */
  public static RuleExample of(String path, String text) {
    return new RuleExample(
        new TreeMap<>(Map.of(requireNonNull(path, "path"), requireNonNull(text, "text"))));
  }

  /**
   * Return this example with a file more, or another text for a file that it has.
   *
   * @param path its path
   * @param text what stands in it
   */
  public RuleExample and(String path, String text) {
    SortedMap<String, String> all = new TreeMap<>(files);
    all.put(requireNonNull(path, "path"), requireNonNull(text, "text"));
    return new RuleExample(all);
  }

  /**
   * Return what a file holds, in UTF-8, with the bytes that its text stands for.
   *
   * @param path its path
   * @throws IllegalArgumentException if the example does not have it
   */
  public byte[] bytes(String path) {
    String text = files.get(path);
    if (text == null) {
      throw new IllegalArgumentException("the example has no file " + path);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    Matcher matcher = BYTES.matcher(text);
    while (matcher.find()) {
      bytes.writeBytes(text.substring(end, matcher.start()).getBytes(StandardCharsets.UTF_8));
      String times = matcher.group(2);
      int value = Integer.parseInt(matcher.group(1), 16);
      for (int i = times == null ? 1 : Integer.parseInt(times); i > 0; i--) {
        bytes.write(value);
      }
      end = matcher.end();
    }
    bytes.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
