package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * One mistake in values against their schema.
 *
 * @param kind what kind of mistake
 * @param keyword the keyword of the schema that found it
 * @param location where it is: the key for what is about keys, else the value
 * @param wrong the key that is unknown, or that the mistake belongs to; of items, their list's
 * @param node the value that is wrong
 * @param expected what would do: keys, types, values, or the name of a form
 * @param meant what the author most likely meant
 */
public record Mistake(
    Kind kind,
    String keyword,
    Location location,
    String wrong,
    YamlNode node,
    List<String> expected,
    Optional<String> meant) {

  /** The kinds of mistakes, in the order of their rules. */
  public enum Kind {
    /** A key that the format does not have. */
    UNKNOWN_KEY,
    /** A key that must be there and is not. */
    MISSING_KEY,
    /** A value of the wrong type. */
    TYPE,
    /** A value that is not one of those allowed. */
    VALUE,
    /** A text of the wrong form. */
    PATTERN,
    /** A key that has another name now, and is ignored. */
    OLD_KEY,
    /** A key that is ignored. */
    IGNORED_KEY,
    /** Something that old files have and new ones should not. */
    AUTHORING
  }

  /** Copies what is expected. */
  public Mistake {
    expected = List.copyOf(expected);
  }
}
