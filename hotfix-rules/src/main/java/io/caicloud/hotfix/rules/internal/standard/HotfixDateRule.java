package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.spec.NamingRules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** HF102: the date is a day, and not one in the future. */
final class HotfixDateRule extends StandardRule<NameReview> {

  HotfixDateRule() {
    super(NamingRules.HOTFIX_DATE, Severity.ERROR, Clause.PATH, NameReview.class);
  }

  @Override
  public void check(NameReview review, RuleContext context) {
    forward(review.found(), context);
    review.date().ifPresent(day -> future(day, context));
  }

  private void future(NameReview.Day day, RuleContext context) {
    Optional<Clock> clock = context.input(Clock.class);
    if (clock.isEmpty()) {
      context.notRun(Texts.message("HF102.no-clock"));
      return;
    }
    // The author's day may have begun where the clock's has not.
    LocalDate last = LocalDate.now(clock.get()).plusDays(1);
    if (day.date().value().isAfter(last)) {
      context.reportForToday(warning(day.place(), "future", day.date()).build());
    }
  }
}
