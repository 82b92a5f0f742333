package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;
import java.util.List;

/** A sequence. Immutable. */
public final class YamlSequence implements YamlNode {

  private final List<YamlNode> items;
  private final TextRange range;
  private final NodePath path;

  YamlSequence(List<YamlNode> items, TextRange range, NodePath path) {
    this.items = List.copyOf(items);
    this.range = requireNonNull(range, "range");
    this.path = requireNonNull(path, "path");
  }

  /** Return the items in order. */
  public List<YamlNode> items() {
    return items;
  }

  @Override
  public TextRange range() {
    return range;
  }

  @Override
  public String pointer() {
    return path.toString();
  }

  /** Return place and items. */
  @Override
  public String toString() {
    return pointer() + " at " + range + ": " + items;
  }
}
