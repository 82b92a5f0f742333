package io.caicloud.hotfix.values;

import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the values say about the addon itself, in {@code _config._metadata}: its identity. The parts
 * are given as they are written, right or wrong; what is missing is not there. Immutable; safe to
 * share between threads.
 */
public final class Metadata {

  private final @Nullable YamlMapping node;

  Metadata(@Nullable YamlMapping node) {
    this.node = node;
  }

  /** Return the mapping itself. */
  public Optional<YamlMapping> node() {
    return Optional.ofNullable(node);
  }

  /** Return the name of the addon, which is the name of its {@code Release} object. */
  public Optional<YamlScalar> name() {
    return scalar("name");
  }

  /** Return the namespace that the addon is installed in. */
  public Optional<YamlScalar> namespace() {
    return scalar("namespace");
  }

  /** Return the version of the addon. */
  public Optional<YamlScalar> version() {
    return scalar("version");
  }

  private Optional<YamlScalar> scalar(String key) {
    return node().flatMap(mapping -> Nodes.scalar(mapping, key));
  }
}
