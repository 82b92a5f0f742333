package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOption;
import java.util.List;
import java.util.Set;

/** A rule whose texts and examples stand in the files of this package, under its code. */
abstract class StandardRule<S> implements Rule<S> {

  /**
   * What the site's installer skips or breaks on, and what makes a file unreadable, so that other
   * rules have nothing to judge.
   */
  private static final Set<String> CONTRACT =
      Set.of(
          "HF001", "HF002", "HF003", "HF004", "HF005", "HF006", "HF007", "HF008", "HF009", "HF010",
          "HF011", "HF012", "HF015", "HF108", "HF504", "HF509", "HF510", "HF511");

  private final RuleDescription description;
  private final Class<S> subject;

  StandardRule(RuleId id, Severity severity, Clause clause, Class<S> subject) {
    this(id, severity, clause, subject, List.of());
  }

  StandardRule(
      RuleId id, Severity severity, Clause clause, Class<S> subject, List<RuleOption<?>> options) {
    RuleDescription.Builder texts =
        RuleDescription.builder(id, severity)
            .summary(Texts.message(id.code() + ".summary"))
            .explanation(Texts.message(id.code() + ".explanation"))
            .remediation(Texts.message(id.code() + ".remediation"))
            .clause(clause.text());
    if (CONTRACT.contains(id.code())) {
      texts.unsuppressible();
    }
    options.forEach(texts::option);
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
