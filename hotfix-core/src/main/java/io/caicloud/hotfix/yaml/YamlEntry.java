package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

/**
 * One key of a mapping with its value.
 *
 * @param key the key
 * @param value the value
 */
public record YamlEntry(YamlScalar key, YamlNode value) {

  /** Checks that both are there. */
  public YamlEntry {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }
}
