package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.PackageNaming;
import java.util.Locale;

/** HF108: the package gets a name that reads back to its parts and suits the installer. */
final class PackageNameRule extends StandardRule<NameReview> {

  PackageNameRule() {
    super(NamingRules.PACKAGE_NAME, Severity.ERROR, Clause.PACKAGE, NameReview.class);
  }

  @Override
  public void check(NameReview review, RuleContext context) {
    forward(review.found(), context);
    review.named().ifPresent(named -> check(review, named, context));
  }

  private void check(NameReview review, NameReview.Named named, RuleContext context) {
    try {
      PackageName.of(named.spec(), named.identity(), PackageNaming.DATED);
    } catch (HotfixException e) {
      Message why = Message.of(e.message(Locale.ENGLISH), e.message(Locale.CHINESE));
      context.report(error(review.place(), "refused", why).build());
    }
  }
}
