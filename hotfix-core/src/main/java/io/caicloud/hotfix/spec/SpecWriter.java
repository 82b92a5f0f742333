package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.HotfixException;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Writes a spec as YAML. */
final class SpecWriter {

  /** What YAML 1.1 and 1.2 both read as text without quotes; words like {@code no} are shorter. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]{5,}");

  private SpecWriter() {}

  static String write(HotfixSpec spec) {
    StringBuilder text = new StringBuilder();
    line(text, SpecKey.PRODUCT, spec.product());
    line(text, SpecKey.PRODUCT_VERSION, spec.productVersion());
    line(text, SpecKey.DATE, spec.date());
    line(text, SpecKey.DESC, spec.desc());
    line(text, SpecKey.GROUP, spec.group());
    line(text, SpecKey.VALUES, path(spec.values()));
    if (!spec.images().isEmpty()) {
      text.append(SpecKey.IMAGES).append(":\n");
      spec.images().forEach(image -> text.append("- ").append(quoted(image)).append('\n'));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, SpecKey key, Object value) {
    text.append(key).append(": ").append(quoted(value)).append('\n');
  }

  private static String quoted(Object value) {
    String text = value.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static String path(Path values) {
    StringJoiner parts = new StringJoiner("/");
    values.forEach(part -> parts.add(part.toString()));
    String text = parts.toString();
    if (values.isAbsolute() || !ValuesPath.isValid(text)) {
      throw new HotfixException(
          "values-path-not-below", Texts.message("values-path-not-below", values));
    }
    return text;
  }
}
