package io.caicloud.hotfix.values;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * One item of a controller's {@code containers} or {@code initContainers}.
 *
 * @param node the item
 * @param init whether it is an init container
 */
public record Container(YamlMapping node, boolean init) {

  /** Checks that the item is there. */
  public Container {
    requireNonNull(node, "node");
  }

  /** Return the name; most containers have none. */
  public Optional<YamlScalar> name() {
    return Nodes.scalar(node, "name");
  }

  /** Return the image as it is written. */
  public Optional<YamlScalar> image() {
    return Nodes.scalar(node, "image");
  }

  /** Return the items of {@code env}. */
  public List<YamlMapping> env() {
    return Nodes.mappings(node, "env");
  }

  /** Return the items of {@code mounts}. */
  public List<YamlMapping> mounts() {
    return Nodes.mappings(node, "mounts");
  }

  /** Return the items of {@code ports}. */
  public List<YamlMapping> ports() {
    return Nodes.mappings(node, "ports");
  }
}
