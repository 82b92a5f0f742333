package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;

/** HF015: what the component's build should have replaced is not left for the site. */
final class BuildTimeVariable extends StandardRule<ValuesTree> {

  BuildTimeVariable() {
    super(
        new RuleId("HF015", "build-time-variable"),
        Severity.ERROR,
        Clause.VARIABLES,
        ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (PlacedVariable placed : values.variables()) {
      if (placed.variable().isBuildTime()) {
        context.report(error(values.place(placed), "left", placed.variable().name()).build());
      }
    }
  }
}
