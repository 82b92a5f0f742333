package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.spec.HotfixDesc;

/** HF105: the desc that a package gets and the folder of its values lead to one issue. */
final class DescTracker extends StandardRule<DescReview> {

  DescTracker() {
    super(new RuleId("HF105", "desc-tracker"), Severity.WARNING, Clause.DESC, DescReview.class);
  }

  @Override
  public void check(DescReview review, RuleContext context) {
    if (review.desc().isEmpty()) {
      return;
    }
    HotfixDesc desc = review.desc().get();
    for (HotfixDesc other : review.inPath()) {
      if (!other.equals(desc)) {
        context.report(
            warning(review.place(), "differs", desc, other, desc.issue(), other.issue()).build());
      }
    }
  }
}
