package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;
import java.util.List;
import java.util.Optional;

/** A mapping. Immutable. */
public final class YamlMapping implements YamlNode {

  private final List<YamlEntry> entries;
  private final TextRange range;
  private final NodePath path;

  YamlMapping(List<YamlEntry> entries, TextRange range, NodePath path) {
    this.entries = List.copyOf(entries);
    this.range = requireNonNull(range, "range");
    this.path = requireNonNull(path, "path");
  }

  /**
   * Return the keys and values in the order of the text; of equal keys only the first is here, the
   * document has a finding for the others.
   */
  public List<YamlEntry> entries() {
    return entries;
  }

  @Override
  public TextRange range() {
    return range;
  }

  @Override
  public String pointer() {
    return path.toString();
  }

  /**
   * Return the entry of a key.
   *
   * @param key the key's text
   */
  public Optional<YamlEntry> entry(String key) {
    // Rules ask for keys all the time; an iterator for each question would show.
    for (int i = 0; i < entries.size(); i++) {
      YamlEntry entry = entries.get(i);
      if (entry.key().value().equals(key)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /**
   * Return the value of a key.
   *
   * @param key the key's text
   */
  public Optional<YamlNode> get(String key) {
    return entry(key).map(YamlEntry::value);
  }

  /** Return place and entries. */
  @Override
  public String toString() {
    return pointer() + " at " + range + ": " + entries;
  }
}
