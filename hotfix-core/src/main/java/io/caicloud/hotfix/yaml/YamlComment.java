package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;

/**
 * A comment in a YAML file. Immutable.
 *
 * @param range where it stands, from its {@code #} to the end of the line
 * @param text what it says, from its {@code #} on
 * @param alone whether nothing stands before it on its line
 */
public record YamlComment(TextRange range, String text, boolean alone) {

  /** Checks that all is there. */
  public YamlComment {
    requireNonNull(range, "range");
    requireNonNull(text, "text");
  }
}
