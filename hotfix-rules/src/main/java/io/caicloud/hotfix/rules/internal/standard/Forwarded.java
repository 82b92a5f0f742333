package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;

/** A rule that was applied when its subject was read: it passes on what was found then. */
final class Forwarded<S extends Found> extends StandardRule<S> {

  Forwarded(RuleId id, Severity severity, Clause clause, Class<S> subject) {
    super(id, severity, clause, subject);
  }

  @Override
  public void check(S subject, RuleContext context) {
    forward(subject.found(), context);
  }
}
