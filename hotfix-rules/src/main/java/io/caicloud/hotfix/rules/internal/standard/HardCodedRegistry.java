package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;

/** HF504: images come from the registry that each site has. */
final class HardCodedRegistry extends StandardRule<ValuesTree> {

  HardCodedRegistry() {
    super(
        new RuleId("HF504", "hard-coded-registry"), Severity.ERROR, Clause.IMAGE, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (ContainerImage image : values.images()) {
      if (image.problem() == ContainerImage.Problem.HARD_CODED) {
        String text = Texts.brief(image.scalar().value());
        context.report(error(values.place(image.scalar()), "registry", text).build());
      }
    }
  }
}
