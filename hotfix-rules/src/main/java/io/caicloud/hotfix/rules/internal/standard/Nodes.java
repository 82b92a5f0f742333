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
import org.jspecify.annotations.Nullable;

/** Ways through a tree whose shape nobody has checked: what is not as expected is not there. */
final class Nodes {

  private static final Pattern SMALL_INTEGER = Pattern.compile("-?[0-9]{1,9}");

  private Nodes() {}

  static Optional<YamlNode> at(YamlNode node, String... keys) {
    return Optional.ofNullable(find(node, keys));
  }

  private static @Nullable YamlNode find(YamlNode node, String... keys) {
    YamlNode found = node;
    for (String key : keys) {
      found = found instanceof YamlMapping mapping ? mapping.get(key).orElse(null) : null;
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  static List<YamlNode> list(YamlNode node, String... keys) {
    return find(node, keys) instanceof YamlSequence sequence ? sequence.items() : List.of();
  }

  /** Return a scalar that says something, as text. */
  static Optional<YamlScalar> scalar(YamlNode node, String... keys) {
    return find(node, keys) instanceof YamlScalar scalar && scalar.type() != YamlScalar.Type.NULL
        ? Optional.of(scalar)
        : Optional.empty();
  }

  static boolean has(YamlNode node, String text, String... keys) {
    return scalar(node, keys).filter(s -> s.value().equals(text)).isPresent();
  }

  static OptionalInt integer(YamlScalar scalar) {
    return SMALL_INTEGER.matcher(scalar.value()).matches()
        ? OptionalInt.of(Integer.parseInt(scalar.value()))
        : OptionalInt.empty();
  }

  /** Return the containers of a controller, those that initialize first. */
  static List<YamlNode> allContainers(YamlNode controller) {
    List<YamlNode> all = new ArrayList<>(list(controller, "initContainers"));
    all.addAll(list(controller, "containers"));
    return all;
  }
}
