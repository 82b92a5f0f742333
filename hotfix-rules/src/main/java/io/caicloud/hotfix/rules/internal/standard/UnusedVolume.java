package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlNode;
import java.util.HashSet;
import java.util.Set;

/** HF404: volumes are mounted. */
final class UnusedVolume extends StandardRule<ValuesTree> {

  UnusedVolume() {
    super(new RuleId("HF404", "unused-volume"), Severity.HINT, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (YamlNode controller : values.controllers()) {
      Set<String> mounted = new HashSet<>();
      for (YamlNode container : Nodes.allContainers(controller)) {
        for (YamlNode mount : Nodes.list(container, "mounts")) {
          Nodes.scalar(mount, "name").ifPresent(name -> mounted.add(name.value()));
        }
      }
      for (YamlNode volume : Nodes.list(controller, "volumes")) {
        Nodes.scalar(volume, "name")
            .filter(name -> !mounted.contains(name.value()))
            .ifPresent(
                name ->
                    context.report(
                        hint(values.place(name), "unused", Texts.brief(name.value())).build()));
      }
    }
  }
}
