package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proposes texts for a new value of a scalar, the one closest to the present style first. Whether a
 * proposal holds in its surroundings is for the parser to say.
 */
final class ScalarWriter {

  private static final Pattern BLOCK =
      Pattern.compile(
          "[|>][-+]?([1-9]?)[-+]?(?<rest>[^\\r\\n]*)(?<end>\\r\\n|\\r|\\n)(?<body>.*)",
          Pattern.DOTALL);
  private static final Pattern INDENT = Pattern.compile("^( +)[^ \\r\\n]", Pattern.MULTILINE);

  private final YamlScalar scalar;
  private final String text;
  private final boolean needsBlank;

  ScalarWriter(YamlDocument document, YamlScalar scalar) {
    this.scalar = scalar;
    this.text = document.slice(scalar.range());
    this.needsBlank = text.isEmpty() && !document.precedes(scalar.range()).isBlank();
  }

  List<String> candidates(String value) {
    List<String> texts = new ArrayList<>();
    boolean oneLine = value.codePoints().noneMatch(c -> mustBeEscaped(c) || c == '\n');
    boolean block = value.codePoints().noneMatch(ScalarWriter::mustBeEscaped);
    if (scalar.style() == Style.FOLDED && block && value.strip().indexOf('\n') < 0) {
      inBlock('>', value).ifPresent(texts::add);
    }
    if ((scalar.style() == Style.FOLDED || scalar.style() == Style.LITERAL) && block) {
      inBlock('|', value).ifPresent(texts::add);
    }
    if (scalar.style() == Style.PLAIN && oneLine && mayBePlain(value)) {
      texts.add(value);
    }
    if ((scalar.style() == Style.PLAIN || scalar.style() == Style.SINGLE_QUOTED) && oneLine) {
      texts.add("'" + value.replace("'", "''") + "'");
    }
    texts.add(inDoubleQuotes(value));
    return needsBlank ? texts.stream().map(t -> " " + t).toList() : texts;
  }

  private boolean mayBePlain(String value) {
    YamlScalar.Type type = CoreSchema.typeOf(value);
    return value.strip().equals(value)
        && (type == YamlScalar.Type.STRING
            || (type == scalar.type() && type != YamlScalar.Type.NULL));
  }

  /** Return a block scalar with the indentation of the present one, if that can hold the value. */
  private Optional<String> inBlock(char indicator, String value) {
    Matcher block = BLOCK.matcher(text);
    if (!block.matches() || value.isBlank()) {
      return Optional.empty();
    }
    Matcher indent = INDENT.matcher(block.group("body"));
    if (!indent.find()) {
      return Optional.empty();
    }
    String end = block.group("end");
    String lines = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    StringBuilder written = new StringBuilder();
    written.append(indicator).append(chomping(value)).append(block.group(1));
    written.append(block.group("rest"));
    for (String line : lines.split("\n", -1)) {
      written.append(end).append(line.isEmpty() ? "" : indent.group(1)).append(line);
    }
    return Optional.of(written.toString());
  }

  private static String chomping(String value) {
    if (!value.endsWith("\n")) {
      return "-";
    }
    return value.endsWith("\n\n") ? "+" : "";
  }

  private static String inDoubleQuotes(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> appendEscaped(quoted, c);
              }
            });
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, int codePoint) {
    if (!mustBeEscaped(codePoint)) {
      quoted.appendCodePoint(codePoint);
    } else {
      quoted.append(
          String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\U%08X" : "\\u%04X", codePoint));
    }
  }

  /** Return whether a character may stand in a file only as an escape. */
  private static boolean mustBeEscaped(int c) {
    return c == '\r' || CharacterCheck.isControl(c) || CharacterCheck.isBidi(c);
  }
}
