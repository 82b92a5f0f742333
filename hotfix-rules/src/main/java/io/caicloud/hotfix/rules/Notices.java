package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.List;

/** What the engine itself may report: not whether a hotfix is right, but whether it was judged. */
final class Notices {

  private static final List<RuleDescription> ALL =
      List.of(
          error(EngineRules.RULE_CRASHED),
          error(EngineRules.RULE_TIMEOUT),
          error(EngineRules.INPUT_UNREADABLE),
          warning(EngineRules.SUPPRESSION_EXPIRED),
          warning(EngineRules.SUPPRESSION_UNUSED),
          error(EngineRules.SUPPRESSION_MALFORMED),
          error(EngineRules.NOTHING_VISITED),
          error(EngineRules.CONFIGURATION));

  private Notices() {}

  /** Return the descriptions, sorted by id. They have no examples. */
  static List<RuleDescription> all() {
    return ALL;
  }

  private static RuleDescription error(RuleId id) {
    return notice(id, Severity.ERROR);
  }

  private static RuleDescription warning(RuleId id) {
    return notice(id, Severity.WARNING);
  }

  private static RuleDescription notice(RuleId id, Severity severity) {
    return RuleDescription.builder(id, severity)
        .summary(Texts.message(id.code() + ".summary"))
        .explanation(Texts.message(id.code() + ".explanation"))
        .remediation(Texts.message(id.code() + ".remediation"))
        .clause(Texts.message("clause.engine"))
        .unsuppressible()
        .build();
  }
}
