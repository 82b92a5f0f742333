package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rules.internal.schema.Mistake;
import io.caicloud.hotfix.rules.internal.schema.SchemaReview;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;

/** Says what is wrong with values by their schema, one rule for each kind of mistake. */
final class SchemaRule extends StandardRule<SchemaReview> {

  private final Mistake.Kind kind;

  SchemaRule(RuleId id, Severity severity, Mistake.Kind kind) {
    super(id, severity, Clause.VALUES, SchemaReview.class);
    this.kind = kind;
  }

  @Override
  public void check(SchemaReview review, RuleContext context) {
    forward(review.found(), context);
    for (Mistake mistake : review.mistakes()) {
      if (mistake.kind() == kind) {
        context.report(finding(review.document(), mistake));
      }
    }
  }

  private Finding finding(YamlDocument document, Mistake mistake) {
    SchemaWords words = SchemaWords.of(mistake);
    String code = description().id().code();
    Finding.Builder finding = builder(mistake.location());
    finding.message(words.message(code)).remedy(words.remedy(code));
    words
        .replacement()
        .ifPresent(
            text ->
                finding.fix(
                    new Fix(
                        Texts.message("fix.write", text),
                        List.of(document.edit(words.replaced(), text)),
                        words.sure())));
    return finding.build();
  }

  private Finding.Builder builder(Location place) {
    RuleId id = description().id();
    return description().severity() == Severity.ERROR
        ? Finding.error(id, place)
        : Finding.warning(id, place);
  }
}
