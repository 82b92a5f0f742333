package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import java.util.List;

/**
 * What came of one rule at one part of a subject.
 *
 * @param rule the rule
 * @param file where the part comes from
 * @param state whether it ran, failed or took too long
 * @param findings what it found, or what the engine says of it
 * @param forToday which of the findings hold on this day only
 * @param reasons why a part of it was not run
 */
record Visited(
    RuleId rule,
    String file,
    State state,
    List<Finding> findings,
    List<Finding> forToday,
    List<Message> reasons) {

  Visited {
    findings = List.copyOf(findings);
    forToday = List.copyOf(forToday);
    reasons = List.copyOf(reasons);
  }
}
