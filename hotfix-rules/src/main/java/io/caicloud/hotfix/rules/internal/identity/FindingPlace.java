package io.caicloud.hotfix.rules.internal.identity;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of a finding by what is there: no line, and no number of a list item that has a name or
 * an image. Lines above that come and go, and items that are put before, change nothing. Immutable.
 *
 * @param name the node or, for a finding about a text without nodes, what stands on its line;
 *     without the document, the JSON pointer as it is; empty for the file as a whole
 * @param value the value of the node if it is a scalar, else empty
 */
public record FindingPlace(String name, String value) {

  private static final Pattern TAG = Pattern.compile(":[^/:]*$");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  /**
   * Return the place of a finding.
   *
   * @param location where the finding is
   * @param document the document it is about, if it is there
   */
  public static FindingPlace of(Location location, Optional<YamlDocument> document) {
    String pointer = location.pointer();
    if (!pointer.isEmpty()) {
      String name = document.map(d -> path(d, pointer)).orElse(pointer);
      return new FindingPlace(
          name, document.flatMap(d -> d.find(pointer)).map(FindingPlace::value).orElse(""));
    }
    TextRange range = location.range();
    Optional<String> line =
        range == null ? Optional.empty() : document.flatMap(d -> d.lineText(range.line()));
    return new FindingPlace(line.map(String::strip).orElse(""), "");
  }

  private static String value(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.value() : "";
  }

  /** Return a pointer whose indexes of known items are replaced by what the items are. */
  private static String path(YamlDocument document, String pointer) {
    StringBuilder path = new StringBuilder();
    Optional<YamlNode> node = document.root();
    for (String token : List.of(pointer.substring(1).split("/", -1))) {
      Optional<YamlNode> parent = node;
      String key = token.replace("~1", "/").replace("~0", "~");
      node = parent.flatMap(p -> child(p, key));
      boolean item = parent.filter(YamlSequence.class::isInstance).isPresent();
      Optional<String> name = item ? node.flatMap(FindingPlace::name) : Optional.empty();
      path.append('/').append(name.map(n -> "[" + n + "]").orElse(token));
    }
    return path.toString();
  }

  private static Optional<YamlNode> child(YamlNode parent, String key) {
    if (parent instanceof YamlMapping mapping) {
      return mapping.get(key);
    }
    if (parent instanceof YamlSequence sequence && INDEX.matcher(key).matches()) {
      int index = Integer.parseInt(key);
      List<YamlNode> items = sequence.items();
      return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<String> name(YamlNode item) {
    if (!(item instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    return text(mapping, "name")
        .or(() -> text(mapping, "image").map(image -> TAG.matcher(image).replaceFirst("")));
  }

  private static Optional<String> text(YamlMapping mapping, String key) {
    return mapping
        .get(key)
        .filter(YamlScalar.class::isInstance)
        .map(node -> ((YamlScalar) node).value());
  }
}
