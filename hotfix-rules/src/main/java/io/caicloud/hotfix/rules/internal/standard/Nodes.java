package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Ways through a tree whose shape nobody has checked: what is not as expected is not there. */
final class Nodes {

  private static final Pattern SMALL_INTEGER = Pattern.compile("-?[0-9]{1,9}");

  private Nodes() {}

  static Optional<YamlNode> at(YamlNode node, String... keys) {
    Optional<YamlNode> found = Optional.of(node);
    for (String key : keys) {
      found = found.flatMap(n -> n instanceof YamlMapping m ? m.get(key) : Optional.empty());
    }
    return found;
  }

  static List<YamlNode> list(YamlNode node, String... keys) {
    return at(node, keys)
        .map(n -> n instanceof YamlSequence s ? s.items() : null)
        .orElse(List.of());
  }

  /** Return a scalar that says something, as text. */
  static Optional<YamlScalar> scalar(YamlNode node, String... keys) {
    return at(node, keys)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .filter(scalar -> scalar.type() != YamlScalar.Type.NULL);
  }

  static boolean has(YamlNode node, String text, String... keys) {
    return scalar(node, keys).filter(s -> s.value().equals(text)).isPresent();
  }

  static OptionalInt integer(YamlScalar scalar) {
    return SMALL_INTEGER.matcher(scalar.value()).matches()
        ? OptionalInt.of(Integer.parseInt(scalar.value()))
        : OptionalInt.empty();
  }

  /** Return all values of a tree, in the order of the text. */
  static List<YamlScalar> scalars(YamlNode root) {
    List<YamlScalar> scalars = new ArrayList<>();
    collect(root, scalars);
    return scalars;
  }

  private static void collect(YamlNode node, List<YamlScalar> scalars) {
    if (node instanceof YamlScalar scalar) {
      scalars.add(scalar);
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, scalars));
    } else if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), scalars));
    }
  }

  /** Return the containers of a controller, those that initialize first. */
  static List<YamlNode> allContainers(YamlNode controller) {
    List<YamlNode> all = new ArrayList<>(list(controller, "initContainers"));
    all.addAll(list(controller, "containers"));
    return all;
  }
}
