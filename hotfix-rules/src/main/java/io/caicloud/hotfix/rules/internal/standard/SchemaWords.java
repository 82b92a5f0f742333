package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rules.internal.schema.Mistake;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The words for a mistake against the schema.
 *
 * @param text the end of the key of the text
 * @param way the end of the key of the way out
 * @param arguments key or value at fault, what is expected, what is there
 * @param replacement what to write in its place, if that is known
 * @param replaced where to write it
 * @param sure whether that is surely what the author meant
 */
record SchemaWords(
    String text,
    String way,
    List<Object> arguments,
    Optional<String> replacement,
    TextRange replaced,
    boolean sure) {

  /** Keys whose former or foreign name says exactly what the right one says. */
  private static final Map<String, String> SAME =
      Map.of("replicas", "replica", "readOnly", "readonly");

  static SchemaWords of(Mistake mistake) {
    return switch (mistake.kind()) {
      case UNKNOWN_KEY, OLD_KEY, IGNORED_KEY -> key(mistake);
      case MISSING_KEY -> words(mistake, "missing", "remedy", oneOf(mistake.expected()));
      case TYPE -> type(mistake);
      case VALUE -> value(mistake);
      case PATTERN -> words(mistake, "form", "remedy", formOf(mistake));
      case AUTHORING -> authoring(mistake);
    };
  }

  Message message(String code) {
    return Texts.message(code + "." + text, arguments.toArray());
  }

  Message remedy(String code) {
    return Texts.message(code + "." + text + "." + way, arguments.toArray());
  }

  private static SchemaWords key(Mistake mistake) {
    return mistake
        .meant()
        .map(
            meant -> words(mistake, "key", "meant", meant).replacing(meant, isSame(mistake, meant)))
        .orElseGet(() -> words(mistake, "key", "remedy", String.join(", ", mistake.expected())));
  }

  private static SchemaWords type(Mistake mistake) {
    Message wanted = types(mistake.expected());
    boolean quoting =
        mistake.expected().contains("string")
            && mistake.node() instanceof YamlScalar scalar
            && scalar.style() == Style.PLAIN
            && scalar.type() != YamlScalar.Type.NULL
            && !scalar.value().isEmpty();
    return quoting
        ? words(mistake, "type", "quote", wanted)
            .replacing(
                "'" + ((YamlScalar) mistake.node()).value().replace("'", "''") + "'",
                mistake.expected().equals(List.of("string")))
        : words(mistake, "type", "remedy", wanted);
  }

  private static SchemaWords value(Mistake mistake) {
    return switch (mistake.keyword()) {
      case "enum", "const" -> {
        Optional<String> meant = Suggestions.closest(shown(mistake.node()), mistake.expected());
        String all = String.join(", ", mistake.expected());
        yield meant
            .map(m -> words(mistake, "enum", "meant", all, m).replacing(m, false))
            .orElseGet(() -> words(mistake, "enum", "remedy", all));
      }
      case "oneOf" -> words(mistake, "both", "remedy", oneOf(mistake.expected()));
      case "not", "minimum", "maximum", "minItems", "minLength", "maxLength" ->
          words(mistake, mistake.keyword(), "remedy", String.join(", ", mistake.expected()));
      default -> words(mistake, "other", "remedy", String.join(", ", mistake.expected()));
    };
  }

  private static SchemaWords authoring(Mistake mistake) {
    return switch (mistake.keyword()) {
      case "required" -> words(mistake, "missing", "remedy", oneOf(mistake.expected()));
      case "additionalProperties" -> words(mistake, "key", "remedy", "");
      case "type" -> words(mistake, "type", "remedy", types(mistake.expected()));
      case "pattern" -> words(mistake, "form", "remedy", formOf(mistake));
      default -> words(mistake, "other", "remedy", "");
    };
  }

  private static SchemaWords words(Mistake mistake, String text, String way, Object... expected) {
    List<Object> arguments =
        List.of(
            mistake.wrong(),
            expected[0],
            described(mistake.node()),
            expected.length > 1 ? expected[1] : "");
    TextRange place = Objects.requireNonNull(mistake.location().range());
    return new SchemaWords(text, way, arguments, Optional.empty(), place, false);
  }

  private SchemaWords replacing(String with, boolean surely) {
    return new SchemaWords(text, way, arguments, Optional.of(with), replaced, surely);
  }

  private static boolean isSame(Mistake mistake, String meant) {
    return mistake.kind() == Mistake.Kind.OLD_KEY && meant.equals(SAME.get(mistake.wrong()));
  }

  private static Message formOf(Mistake mistake) {
    return Texts.message("form." + mistake.expected().get(0));
  }

  private static Message types(List<String> names) {
    return names.stream()
        .map(name -> Texts.message("type." + name))
        .reduce((one, other) -> Texts.message("or", one, other))
        .orElseGet(() -> Texts.message("type.null"));
  }

  private static Message oneOf(List<String> words) {
    return words.stream()
        .map(word -> Texts.message("word", word))
        .reduce((one, other) -> Texts.message("or", one, other))
        .orElseGet(() -> Texts.message("word", ""));
  }

  /** Return what is there: the value of a scalar with its type, or what it is made of. */
  private static Message described(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      String type = scalar.type().name().toLowerCase(Locale.ROOT);
      return Texts.message("found." + type, Texts.brief(scalar.value()));
    }
    return Texts.message(node instanceof YamlSequence ? "type.array" : "type.object");
  }

  private static String shown(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.value() : "";
  }
}
