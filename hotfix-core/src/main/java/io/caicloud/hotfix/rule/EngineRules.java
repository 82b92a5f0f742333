package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.RuleId;
import java.util.Set;

/** The ids of what an engine itself has to say. Each of them makes a check incomplete. */
public final class EngineRules {

  /** A rule failed with an exception. */
  public static final RuleId RULE_CRASHED = new RuleId("HF900", "rule-crashed");

  /** A rule took longer than it may. */
  public static final RuleId RULE_TIMEOUT = new RuleId("HF901", "rule-timeout");

  /** No rule looked at a subject, or there was none. */
  public static final RuleId NOTHING_VISITED = new RuleId("HF906", "nothing-visited");

  /** A configuration cannot be understood, or asks for what it may not. */
  public static final RuleId CONFIGURATION = new RuleId("HF907", "configuration");

  private static final Set<RuleId> ALL =
      Set.of(RULE_CRASHED, RULE_TIMEOUT, NOTHING_VISITED, CONFIGURATION);

  private EngineRules() {}

  /**
   * Return whether findings of a rule are notices of the engine, not of a rule that judges.
   *
   * @param rule the rule
   */
  public static boolean contains(RuleId rule) {
    return ALL.contains(rule);
  }
}
