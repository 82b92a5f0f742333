package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;
import java.util.List;

/**
 * A sequence.
 *
 * @param items the items in order
 * @param range where it stands
 * @param pointer its JSON pointer
 */
public record YamlSequence(List<YamlNode> items, TextRange range, String pointer)
    implements YamlNode {

  /** Copies the items. */
  public YamlSequence {
    items = List.copyOf(items);
    requireNonNull(range, "range");
    requireNonNull(pointer, "pointer");
  }
}
