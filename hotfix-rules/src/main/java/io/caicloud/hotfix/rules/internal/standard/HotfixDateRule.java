package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleOption;
import io.caicloud.hotfix.spec.NamingRules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** HF102: the date is a day, and not one in the future. */
final class HotfixDateRule extends StandardRule<NameReview> {

  /** By default one, since the author's day may have begun where the clock's has not. */
  private static final RuleOption<Integer> DAYS_AHEAD =
      RuleOption.number("days-ahead", Texts.message("HF102.days-ahead"), 1);

  HotfixDateRule() {
    super(
        NamingRules.HOTFIX_DATE,
        Severity.ERROR,
        Clause.PATH,
        NameReview.class,
        List.of(DAYS_AHEAD));
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
    LocalDate last = LocalDate.now(clock.get()).plusDays(context.option(DAYS_AHEAD));
    if (day.date().value().isAfter(last)) {
      context.reportForToday(warning(day.place(), "future", day.date()).build());
    }
  }
}
