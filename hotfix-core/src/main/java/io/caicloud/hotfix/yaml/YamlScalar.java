package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;

/**
 * A scalar: text, number, boolean or null.
 *
 * @param value the text after unquoting, unfolding and unescaping
 * @param style how it is written
 * @param type what the YAML 1.2 core schema makes of it; everything quoted is text
 * @param range where it stands, quotes included
 * @param pointer its JSON pointer; for a key that of the value below it
 */
public record YamlScalar(String value, Style style, Type type, TextRange range, String pointer)
    implements YamlNode {

  /** How a scalar is written. */
  public enum Style {
    /** Without quotes. */
    PLAIN,
    /** In single quotes. */
    SINGLE_QUOTED,
    /** In double quotes. */
    DOUBLE_QUOTED,
    /** As a block after {@code |}. */
    LITERAL,
    /** As a block after {@code >}. */
    FOLDED
  }

  /** What a scalar is. */
  public enum Type {
    /** Text. */
    STRING,
    /** A whole number. */
    INTEGER,
    /** A number with point or exponent, infinity or not-a-number. */
    FLOAT,
    /** True or false. */
    BOOLEAN,
    /** Nothing: empty, {@code null} or {@code ~}. */
    NULL
  }

  /** Checks that all parts are there. */
  public YamlScalar {
    requireNonNull(value, "value");
    requireNonNull(style, "style");
    requireNonNull(type, "type");
    requireNonNull(range, "range");
    requireNonNull(pointer, "pointer");
  }
}
