package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.List;

/** A rule whose texts and examples stand in the files of this package, under its code. */
abstract class StandardRule<S> implements Rule<S> {

  private final RuleDescription description;
  private final Class<S> subject;

  StandardRule(RuleId id, Severity severity, Clause clause, Class<S> subject) {
    RuleDescription.Builder texts =
        RuleDescription.builder(id, severity)
            .summary(Texts.message(id.code() + ".summary"))
            .explanation(Texts.message(id.code() + ".explanation"))
            .remediation(Texts.message(id.code() + ".remediation"))
            .clause(clause.text());
    Examples.bad(id.code()).forEach(texts::bad);
    Examples.good(id.code()).forEach(texts::good);
    this.description = texts.build();
    this.subject = subject;
  }

  @Override
  public final RuleDescription description() {
    return description;
  }

  @Override
  public final Class<S> subject() {
    return subject;
  }

  /** Pass on what this rule found when the subject was read. */
  final void forward(List<Finding> found, RuleContext context) {
    for (Finding finding : found) {
      if (finding.rule().equals(description.id())) {
        context.report(finding);
      }
    }
  }

  final Finding.Builder error(Location place, String text, Object... arguments) {
    return worded(Finding.error(description.id(), place), text, arguments);
  }

  final Finding.Builder warning(Location place, String text, Object... arguments) {
    return worded(Finding.warning(description.id(), place), text, arguments);
  }

  final Finding.Builder hint(Location place, String text, Object... arguments) {
    return worded(Finding.hint(description.id(), place), text, arguments);
  }

  /** A text and its way out have the same arguments; each uses those it needs. */
  private Finding.Builder worded(Finding.Builder finding, String text, Object... arguments) {
    String key = description.id().code() + "." + text;
    return finding
        .message(Texts.message(key, arguments))
        .remedy(Texts.message(key + ".remedy", arguments));
  }
}
