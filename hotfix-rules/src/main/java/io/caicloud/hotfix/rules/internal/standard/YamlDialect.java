package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.ReadingRules;
import java.util.regex.Pattern;

/**
 * HF013: a value that YAML 1.1 and 1.2 read differently. Where Kubernetes takes nothing but text,
 * quotes are what the author meant; elsewhere {@code no} may well be meant as false, and quotes
 * would make it true.
 */
final class YamlDialect extends StandardRule<ReadingReview> {

  private static final Pattern TEXT =
      Pattern.compile(
          "/_config/_metadata/(name|version|description)"
              + "|/_config/controllers/[0-9]+/.*/(env|annotations|data)/[0-9]+/value"
              + "|/_config/controllers/[0-9]+/.*/(command|args)/[0-9]+");

  YamlDialect() {
    super(ReadingRules.YAML_DIALECT, Severity.WARNING, Clause.YAML, ReadingReview.class);
  }

  @Override
  public void check(ReadingReview review, RuleContext context) {
    for (Finding finding : review.found()) {
      if (finding.rule().equals(description().id())) {
        boolean text = TEXT.matcher(finding.location().pointer()).matches();
        context.report(
            text ? finding.fix().map(fix -> safe(finding, fix)).orElse(finding) : finding);
      }
    }
  }

  private static Finding safe(Finding finding, Fix fix) {
    return Finding.warning(finding.rule(), finding.location())
        .message(finding.message())
        .remedy(finding.remedy())
        .fix(new Fix(fix.description(), fix.edits(), true))
        .build();
  }
}
