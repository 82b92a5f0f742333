package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mapping of which all keys are known, and its values by type; what is not so is a finding. */
final class Fields {

  private final YamlMapping mapping;
  private final Problems problems;
  private final Set<String> misspelt = new HashSet<>();

  private Fields(YamlMapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** Read a mapping of these keys; empty if the node is something else. */
  static Optional<Fields> of(YamlNode node, List<String> known, Problems problems) {
    Optional<Fields> fields = mapping(node, problems).map(m -> new Fields(m, problems));
    fields.ifPresent(f -> f.requireKnown(known));
    return fields;
  }

  static Optional<YamlMapping> mapping(YamlNode node, Problems problems) {
    if (node instanceof YamlMapping mapping) {
      return Optional.of(mapping);
    }
    problems.add(node, "no-mapping");
    return Optional.empty();
  }

  /** Return the node of a text of at least one visible character. */
  static Optional<YamlScalar> text(YamlNode node, Problems problems) {
    if (node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.STRING) {
      if (!scalar.value().isBlank()) {
        return Optional.of(scalar);
      }
      problems.add(node, "empty-text");
    } else {
      problems.add(node, "no-text");
    }
    return Optional.empty();
  }

  private void requireKnown(List<String> known) {
    for (YamlEntry entry : mapping.entries()) {
      if (!known.contains(entry.key().value())) {
        problems.addUnknown(entry.key(), known, "unknown-key").ifPresent(misspelt::add);
      }
    }
  }

  /** Report a key that is missing, unless another one is it, misspelt. */
  void require(String key) {
    if (!has(key) && !misspelt.contains(key)) {
      problems.add(mapping, "missing-key", key);
    }
  }

  boolean has(String key) {
    return mapping.entry(key).isPresent();
  }

  Optional<YamlNode> get(String key) {
    return mapping.get(key);
  }

  Optional<YamlScalar> text(String key) {
    return get(key).flatMap(node -> text(node, problems));
  }

  Optional<YamlScalar> requiredText(String key) {
    require(key);
    return text(key);
  }

  /** Return the items of a list; none if the key is not there. */
  List<YamlNode> items(String key) {
    Optional<YamlNode> node = get(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof YamlSequence list) {
      return list.items();
    }
    problems.add(node.get(), "no-list");
    return List.of();
  }

  /** Return the entries of a mapping with keys of any name; none if the key is not there. */
  List<YamlEntry> entries(String key) {
    return get(key)
        .flatMap(node -> mapping(node, problems))
        .map(YamlMapping::entries)
        .orElse(List.of());
  }
}
