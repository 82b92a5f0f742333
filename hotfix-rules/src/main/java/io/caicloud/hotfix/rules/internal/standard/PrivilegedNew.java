package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rules.internal.standard.Powers.Power;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** HF408: a hotfix gives its workload no power over machines that the addon did not have. */
final class PrivilegedNew extends StandardRule<ValuesTree> {

  PrivilegedNew() {
    super(new RuleId("HF408", "privileged-new"), Severity.WARNING, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    List<Power> powers = Powers.of(values.root());
    if (powers.isEmpty()) {
      return;
    }
    Optional<BaseValues> base = context.input(BaseValues.class);
    if (base.isEmpty()) {
      context.notRun(Texts.message("HF408.no-base"));
      return;
    }
    Optional<YamlNode> before =
        base.get().of(values.values()).map(AddonValues::document).flatMap(d -> d.root());
    if (before.isEmpty()) {
      context.notRun(Texts.message("HF408.not-in-base", name(values)));
    } else {
      List<Power> had = Powers.of(before.get());
      for (Power power : powers) {
        if (had.stream().noneMatch(power::isLike)) {
          String text = Texts.brief(power.text());
          context.report(warning(values.place(power.node()), "new", text).build());
        }
      }
    }
  }

  private static String name(ValuesTree values) {
    return Texts.brief(values.values().metadata().name().map(YamlScalar::value).orElse(""));
  }
}
