package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How it went with one rule in a check. Immutable.
 *
 * @param rule the rule
 * @param state how it went
 * @param visited the number of subjects it was shown
 * @param reasons why it was not run, if {@link State#NOT_RUN}
 */
public record RuleOutcome(RuleId rule, State state, int visited, List<Message> reasons) {

  /** How it went with a rule; of several, the later one counts. */
  public enum State {
    /** There was no subject of its type, so it says nothing about this check. */
    NOTHING_VISITED,
    /** It judged every subject. */
    RAN,
    /** It, or a part of it, did not run, because the caller left out an input. */
    NOT_RUN,
    /** It failed on some subject, so the verdict is {@link Verdict#INCOMPLETE}. */
    CRASHED,
    /** It took too long over some subject, so the verdict is {@link Verdict#INCOMPLETE}. */
    TIMED_OUT
  }

  /** Copies the reasons. */
  public RuleOutcome {
    requireNonNull(rule, "rule");
    requireNonNull(state, "state");
    reasons = List.copyOf(reasons);
  }

  /**
   * Return the outcome of this and another check together: the worse state, all subjects.
   *
   * @param other the outcome of the same rule elsewhere
   * @throws IllegalArgumentException if it is another rule's
   */
  public RuleOutcome and(RuleOutcome other) {
    if (!rule.equals(other.rule)) {
      throw new IllegalArgumentException("outcomes of two rules: " + rule + ", " + other.rule);
    }
    Set<Message> all = new LinkedHashSet<>(reasons);
    all.addAll(other.reasons);
    return new RuleOutcome(
        rule,
        state.compareTo(other.state) >= 0 ? state : other.state,
        visited + other.visited,
        new ArrayList<>(all));
  }
}
