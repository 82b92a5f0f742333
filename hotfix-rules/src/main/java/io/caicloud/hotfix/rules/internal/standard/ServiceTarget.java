package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlNode;
import java.util.Set;
import java.util.TreeSet;

/** HF405: services lead to a port that a container declares, if the containers declare any. */
final class ServiceTarget extends StandardRule<ValuesTree> {

  ServiceTarget() {
    super(new RuleId("HF405", "service-target"), Severity.HINT, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (YamlNode controller : values.controllers()) {
      Set<String> open = new TreeSet<>();
      for (YamlNode container : Nodes.list(controller, "containers")) {
        for (YamlNode port : Nodes.list(container, "ports")) {
          Nodes.scalar(port, "port").ifPresent(number -> open.add(number.value()));
        }
      }
      for (YamlNode service : Nodes.list(controller, "services")) {
        boolean elsewhere = Nodes.at(service, "selector").isPresent();
        if (!open.isEmpty() && !elsewhere) {
          Nodes.list(service, "ports").forEach(port -> check(values, port, open, context));
        }
      }
    }
  }

  private void check(ValuesTree values, YamlNode port, Set<String> open, RuleContext context) {
    Nodes.scalar(port, "targetPort")
        .or(() -> Nodes.scalar(port, "port"))
        .filter(target -> Nodes.integer(target).isPresent() && !open.contains(target.value()))
        .ifPresent(
            target ->
                context.report(
                    hint(values.place(target), "closed", target.value(), String.join(", ", open))
                        .build()));
  }
}
