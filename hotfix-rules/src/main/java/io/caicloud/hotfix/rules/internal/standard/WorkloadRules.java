package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;

/** HF402: what Kubernetes refuses, or would never finish. */
final class WorkloadRules extends StandardRule<ValuesTree> {

  private static final int LOWEST_NODE_PORT = 30000;
  private static final int HIGHEST_NODE_PORT = 32767;

  WorkloadRules() {
    super(new RuleId("HF402", "workload-rules"), Severity.ERROR, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (YamlNode controller : values.controllers()) {
      if (Nodes.has(controller, "Deployment", "type")) {
        deployment(values, controller, context);
      }
      for (YamlNode container : Nodes.list(controller, "initContainers")) {
        Nodes.at(container, "probe")
            .ifPresent(probe -> notInInit(values, probe, "readiness", context));
        notInInit(values, container, "lifecycle", context);
      }
      for (YamlNode service : Nodes.list(controller, "services")) {
        nodePorts(values, service, context);
      }
    }
  }

  private void deployment(ValuesTree values, YamlNode controller, RuleContext context) {
    Nodes.scalar(controller, "pod", "restart")
        .filter(restart -> !restart.value().equals("Always"))
        .ifPresent(
            r -> context.report(error(values.place(r), "restart", Texts.brief(r.value())).build()));
    Optional<YamlNode> strategy = Nodes.at(controller, "controller", "strategy");
    if (strategy.isEmpty() || Nodes.has(strategy.get(), "Recreate", "type")) {
      return;
    }
    // Left out, surge is 1 and unavailable is 0.
    Optional<YamlScalar> surge = Nodes.scalar(strategy.get(), "surge");
    Optional<YamlScalar> unavailable = Nodes.scalar(strategy.get(), "unavailable");
    if (surge.filter(WorkloadRules::isZero).isPresent()
        && unavailable.map(WorkloadRules::isZero).orElse(true)) {
      context.report(error(values.place(surge.get()), "no-progress").build());
    }
  }

  private static boolean isZero(YamlScalar scalar) {
    return scalar.value().equals("0") || scalar.value().equals("0%");
  }

  private void notInInit(ValuesTree values, YamlNode parent, String key, RuleContext context) {
    Optional<YamlEntry> entry =
        parent instanceof YamlMapping mapping ? mapping.entry(key) : Optional.empty();
    entry.ifPresent(
        e -> {
          Location place =
              new Location(values.document().file(), e.key().range(), e.value().pointer());
          context.report(error(place, "init", key).build());
        });
  }

  private void nodePorts(ValuesTree values, YamlNode service, RuleContext context) {
    boolean onNodes = Nodes.has(service, "NodePort", "type");
    for (YamlNode port : Nodes.list(service, "ports")) {
      Optional<YamlScalar> nodePort = Nodes.scalar(port, "nodePort");
      OptionalInt number = nodePort.map(Nodes::integer).orElse(OptionalInt.empty());
      if (number.isEmpty() || number.getAsInt() == 0) {
        continue;
      }
      Location place = values.place(nodePort.get());
      if (number.getAsInt() < LOWEST_NODE_PORT || number.getAsInt() > HIGHEST_NODE_PORT) {
        context.report(error(place, "node-port", number.getAsInt()).build());
      } else if (!onNodes) {
        context.report(error(place, "node-port-unused", number.getAsInt()).build());
      }
    }
  }
}
