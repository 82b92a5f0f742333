package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rules.internal.standard.Variables.Variable;
import io.caicloud.hotfix.yaml.YamlScalar;

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
    for (YamlScalar scalar : values.withBrackets()) {
      for (Variable variable : Variables.in(scalar.value())) {
        if (variable.isBuildTime()) {
          Location place = values.place(scalar, variable.start(), variable.end());
          context.report(error(place, "left", variable.name()).build());
        }
      }
    }
  }
}
