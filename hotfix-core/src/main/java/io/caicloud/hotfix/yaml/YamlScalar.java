package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.TextRange;

/** A scalar: text, number, boolean or null. Immutable. */
public final class YamlScalar implements YamlNode {

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

  private final String value;
  private final Style style;
  private final Type type;
  private final int line;
  private final int column;
  private final int endLine;
  private final int endColumn;
  private final NodePath path;

  YamlScalar(String value, Style style, Type type, TextRange range, NodePath path) {
    this.value = requireNonNull(value, "value");
    this.style = requireNonNull(style, "style");
    this.type = requireNonNull(type, "type");
    // Four numbers are smaller than an object that holds them, and hardly anybody asks.
    this.line = range.line();
    this.column = range.column();
    this.endLine = range.endLine();
    this.endColumn = range.endColumn();
    this.path = requireNonNull(path, "path");
  }

  /** Return the same text as the scalar at another place. */
  YamlScalar at(TextRange place, NodePath way) {
    return new YamlScalar(value, style, type, place, way);
  }

  /** Return the text after unquoting, unfolding and unescaping. */
  public String value() {
    return value;
  }

  /** Return how it is written. */
  public Style style() {
    return style;
  }

  /** Return what the YAML 1.2 core schema makes of it; everything quoted is text. */
  public Type type() {
    return type;
  }

  @Override
  public TextRange range() {
    return new TextRange(line, column, endLine, endColumn);
  }

  /** Return the JSON pointer (RFC 6901); of a key that of the value below it. */
  @Override
  public String pointer() {
    return path.toString();
  }

  NodePath path() {
    return path;
  }

  /** Return place and text. */
  @Override
  public String toString() {
    return pointer() + " at " + range() + ": " + value;
  }
}
