package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.RuleId;
import java.util.Set;

/**
 * The ids of what an engine itself has to say. Those that say that something was not checked make a
 * check incomplete; what it says of suppressions is judged like anything else that people write.
 */
public final class EngineRules {

  /** A rule failed with an exception. */
  public static final RuleId RULE_CRASHED = new RuleId("HF900", "rule-crashed");

  /** A rule took longer than it may. */
  public static final RuleId RULE_TIMEOUT = new RuleId("HF901", "rule-timeout");

  /** A subject could not be read. */
  public static final RuleId INPUT_UNREADABLE = new RuleId("HF902", "input-unreadable");

  /** No rule looked at a subject, or there was none. */
  public static final RuleId NOTHING_VISITED = new RuleId("HF906", "nothing-visited");

  /** A configuration cannot be understood, or asks for what it may not. */
  public static final RuleId CONFIGURATION = new RuleId("HF907", "configuration");

  /** A suppression has run out, so what it was for counts again; the check is complete. */
  public static final RuleId SUPPRESSION_EXPIRED = new RuleId("HF903", "suppression-expired");

  /** A suppression was for nothing; the check is complete. */
  public static final RuleId SUPPRESSION_UNUSED = new RuleId("HF904", "suppression-unused");

  /** A suppression cannot be understood or does not hold; the check is complete. */
  public static final RuleId SUPPRESSION_MALFORMED = new RuleId("HF905", "suppression-malformed");

  private static final Set<RuleId> ALL =
      Set.of(RULE_CRASHED, RULE_TIMEOUT, INPUT_UNREADABLE, NOTHING_VISITED, CONFIGURATION);

  private EngineRules() {}

  /**
   * Return whether findings of a rule are notices of the engine that make a check incomplete, and
   * not judgements.
   *
   * @param rule the rule
   */
  public static boolean contains(RuleId rule) {
    return ALL.contains(rule);
  }
}
