package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;
import java.util.List;
import java.util.Optional;

/**
 * A mapping.
 *
 * @param entries the keys and values in the order of the text; of equal keys only the first is
 *     here, the document has a finding for the others
 * @param range where it stands
 * @param pointer its JSON pointer
 */
public record YamlMapping(List<YamlEntry> entries, TextRange range, String pointer)
    implements YamlNode {

  /** Copies the entries. */
  public YamlMapping {
    entries = List.copyOf(entries);
    requireNonNull(range, "range");
    requireNonNull(pointer, "pointer");
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
}
