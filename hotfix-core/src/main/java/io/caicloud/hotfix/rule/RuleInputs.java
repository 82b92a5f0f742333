package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What rules may use besides their subject, each under its type: a clock, later a source of images
 * or the values of the product version. Nothing is there unless given; a rule that misses something
 * says so in the report. Immutable; as safe to share between threads as what it holds.
 */
public final class RuleInputs {

  private static final RuleInputs NONE = new RuleInputs(Map.of());

  private final Map<Class<?>, Object> inputs;

  private RuleInputs(Map<Class<?>, Object> inputs) {
    this.inputs = Map.copyOf(inputs);
  }

  /** Return no inputs. */
  public static RuleInputs none() {
    return NONE;
  }

  /**
   * Return inputs with a clock, which tells the rules what day it is.
   *
   * @param clock the clock
   */
  public static RuleInputs of(Clock clock) {
    return NONE.with(Clock.class, clock);
  }

  /**
   * Return these inputs and one more, which replaces one of the same type.
   *
   * @param type what rules ask for
   * @param input what they get
   * @param <T> what rules ask for
   */
  public <T> RuleInputs with(Class<T> type, T input) {
    Map<Class<?>, Object> all = new HashMap<>(inputs);
    all.put(requireNonNull(type, "type"), requireNonNull(input, "input"));
    return new RuleInputs(all);
  }

  /**
   * Return the input of a type.
   *
   * @param type what is asked for
   * @param <T> what is asked for
   */
  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(inputs.get(type)).map(type::cast);
  }
}
