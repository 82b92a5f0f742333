package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.values.AddonValues;

/** A rule as another team would write it: it objects to everything. */
public class HouseRule implements Rule<AddonValues> {

  private final RuleId id;

  /** Create the rule; for the service loader. */
  public HouseRule() {
    this(new RuleId("ABC001", "house-rule"));
  }

  HouseRule(RuleId id) {
    this.id = id;
  }

  @Override
  public RuleDescription description() {
    Message text = Message.of("We do not do this.", "我们不这样做。");
    return RuleDescription.builder(id, Severity.ERROR)
        .summary(text)
        .explanation(text)
        .remediation(text)
        .clause(text)
        .build();
  }

  @Override
  public Class<AddonValues> subject() {
    return AddonValues.class;
  }

  @Override
  public void check(AddonValues values, RuleContext context) {
    Message text = description().summary();
    Location place = Location.of(values.document().file());
    context.report(Finding.error(id, place).message(text).remedy(text).build());
  }

  /** Another rule of the same team. */
  public static final class Second extends HouseRule {

    /** Create the rule; for the service loader. */
    public Second() {
      super(new RuleId("ABC002", "second-house-rule"));
    }
  }
}
