package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something about a rule that a configuration may change, such as names that it leaves alone. A
 * rule declares its options in its {@link RuleDescription}, and asks for their values with {@link
 * RuleContext#option(RuleOption)}. Immutable; equal when all parts are.
 *
 * @param <T> what its value is
 */
public final class RuleOption<T> {

  /** What the value of an option is. */
  public enum Kind {
    /** One text. */
    TEXT,
    /** A whole number. */
    NUMBER,
    /** True or false. */
    FLAG,
    /** A list of texts. */
    TEXTS
  }

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final String name;
  private final Kind kind;
  private final Message description;
  private final T defaultValue;

  private RuleOption(String name, Kind kind, Message description, T defaultValue) {
    this.name = requireNonNull(name, "name");
    this.kind = kind;
    this.description = requireNonNull(description, "description");
    this.defaultValue = requireNonNull(defaultValue, "defaultValue");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("an option is lower-case words with hyphens: " + name);
    }
  }

  /**
   * Return an option that is one text.
   *
   * @param name lower-case words joined by hyphens
   * @param description what it does, in one sentence
   * @param defaultValue what holds where no configuration says another
   */
  public static RuleOption<String> text(String name, Message description, String defaultValue) {
    return new RuleOption<>(name, Kind.TEXT, description, defaultValue);
  }

  /**
   * Return an option that is a whole number from 0.
   *
   * @param name lower-case words joined by hyphens
   * @param description what it does, in one sentence
   * @param defaultValue what holds where no configuration says another
   */
  public static RuleOption<Integer> number(String name, Message description, int defaultValue) {
    return new RuleOption<>(name, Kind.NUMBER, description, defaultValue);
  }

  /**
   * Return an option that is true or false.
   *
   * @param name lower-case words joined by hyphens
   * @param description what it does, in one sentence
   * @param defaultValue what holds where no configuration says another
   */
  public static RuleOption<Boolean> flag(String name, Message description, boolean defaultValue) {
    return new RuleOption<>(name, Kind.FLAG, description, defaultValue);
  }

  /**
   * Return an option that is a list of texts.
   *
   * @param name lower-case words joined by hyphens
   * @param description what it does, in one sentence
   * @param defaultValue what holds where no configuration says another
   */
  public static RuleOption<List<String>> texts(
      String name, Message description, List<String> defaultValue) {
    return new RuleOption<>(name, Kind.TEXTS, description, List.copyOf(defaultValue));
  }

  /** Return the name that configurations give it. */
  public String name() {
    return name;
  }

  /** Return what its value is. */
  public Kind kind() {
    return kind;
  }

  /** Return what it does. */
  public Message description() {
    return description;
  }

  /** Return what holds where no configuration says another. */
  public T defaultValue() {
    return defaultValue;
  }

  /**
   * Return a value that a configuration gave as the one of this option.
   *
   * @param value a text, an Integer from 0, a Boolean or a list of texts, as {@link #kind()} asks
   * @throws IllegalArgumentException if it is of another kind
   */
  // A kind has one type, and only the factories above join them.
  @SuppressWarnings("unchecked")
  public T valueOf(Object value) {
    boolean fits =
        switch (kind) {
          case TEXT -> value instanceof String;
          case NUMBER -> value instanceof Integer number && number >= 0;
          case FLAG -> value instanceof Boolean;
          case TEXTS ->
              value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    if (!fits) {
      throw new IllegalArgumentException("option " + name + " takes " + kind + ", not " + value);
    }
    return (T) (value instanceof List<?> list ? List.copyOf(list) : value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleOption<?> that
        && name.equals(that.name)
        && kind == that.kind
        && description.equals(that.description)
        && defaultValue.equals(that.defaultValue);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, kind, defaultValue);
  }

  /** Return the name. */
  @Override
  public String toString() {
    return name;
  }
}
