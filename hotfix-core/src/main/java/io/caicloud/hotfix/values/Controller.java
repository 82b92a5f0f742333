package io.caicloud.hotfix.values;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One item of {@code controllers}. Its lists hold only items that are mappings; what is missing or
 * of another form is an empty list.
 *
 * @param index its place in the list, from 0
 * @param node the item
 */
public record Controller(int index, YamlMapping node) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the index is negative
   */
  public Controller {
    requireNonNull(node, "node");
    if (index < 0) {
      throw new IllegalArgumentException("negative index: " + index);
    }
  }

  /** Return the type, such as {@code Deployment}, as it is written. */
  public Optional<YamlScalar> type() {
    return Nodes.scalar(node, "type");
  }

  /** Return the mapping {@code controller}, with replicas and strategy. */
  public Optional<YamlMapping> settings() {
    return Nodes.mapping(node, "controller");
  }

  /** Return the mapping {@code pod}. */
  public Optional<YamlMapping> pod() {
    return Nodes.mapping(node, "pod");
  }

  /** Return the init containers. */
  public List<Container> initContainers() {
    return containers("initContainers", true);
  }

  /** Return the containers. */
  public List<Container> containers() {
    return containers("containers", false);
  }

  /** Return the init containers and then the containers. */
  public List<Container> allContainers() {
    return Stream.concat(initContainers().stream(), containers().stream()).toList();
  }

  /** Return the items of {@code volumes}. */
  public List<YamlMapping> volumes() {
    return Nodes.mappings(node, "volumes");
  }

  /** Return the items of {@code services}. */
  public List<YamlMapping> services() {
    return Nodes.mappings(node, "services");
  }

  /** Return the items of {@code configs}. */
  public List<YamlMapping> configs() {
    return Nodes.mappings(node, "configs");
  }

  /** Return the items of {@code secrets}. */
  public List<YamlMapping> secrets() {
    return Nodes.mappings(node, "secrets");
  }

  private List<Container> containers(String key, boolean init) {
    return Nodes.mappings(node, key).stream().map(item -> new Container(item, init)).toList();
  }
}
