package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;
import java.util.List;
import java.util.Optional;

/** A mapping. Immutable. */
public final class YamlMapping implements YamlNode {

  private final List<YamlEntry> entries;
  private final String[] names;
  private final TextRange range;
  private final NodePath path;

  YamlMapping(List<YamlEntry> entries, TextRange range, NodePath path) {
    this.entries = List.copyOf(entries);
    this.names = new String[entries.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = entries.get(i).key().value();
    }
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
    int index = index(key);
    return index < 0 ? Optional.empty() : Optional.of(entries.get(index));
  }

  /** Rules ask for keys all the time, so the texts stand together. */
  private int index(String key) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Return the value of a key.
   *
   * @param key the key's text
   */
  public Optional<YamlNode> get(String key) {
    int index = index(key);
    return index < 0 ? Optional.empty() : Optional.of(entries.get(index).value());
  }

  /** Return place and entries. */
  @Override
  public String toString() {
    return pointer() + " at " + range + ": " + entries;
  }
}
