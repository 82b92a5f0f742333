package io.caicloud.hotfix.values;

import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;

/** Looks into nodes that may have another form than the values format wants. */
final class Nodes {

  private Nodes() {}

  /** Return the scalar of a key; nothing if it is missing, null, a list or a mapping. */
  static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
    return mapping
        .get(key)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .filter(scalar -> scalar.type() != YamlScalar.Type.NULL);
  }

  static Optional<YamlMapping> mapping(YamlMapping mapping, String key) {
    return mapping.get(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
  }

  /** Return the items of a key's list that are mappings. */
  static List<YamlMapping> mappings(YamlMapping mapping, String key) {
    return mapping.get(key).map(Nodes::items).orElse(List.of()).stream()
        .filter(YamlMapping.class::isInstance)
        .map(YamlMapping.class::cast)
        .toList();
  }

  private static List<YamlNode> items(YamlNode node) {
    return node instanceof YamlSequence sequence ? sequence.items() : List.of();
  }
}
