package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import java.util.List;
import java.util.function.Function;

/** A rule that was applied when its subject was read: it passes on what was found then. */
final class Forwarded<S> extends StandardRule<S> {

  private final Function<S, List<Finding>> findings;

  Forwarded(
      RuleId id,
      Severity severity,
      Clause clause,
      Class<S> subject,
      Function<S, List<Finding>> findings) {
    super(id, severity, clause, subject);
    this.findings = findings;
  }

  @Override
  public void check(S subject, RuleContext context) {
    forward(findings.apply(subject), context);
  }
}
