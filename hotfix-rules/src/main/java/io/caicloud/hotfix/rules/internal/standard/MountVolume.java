package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** HF401: mounts have a volume, and names that must differ do. */
final class MountVolume extends StandardRule<ValuesTree> {

  MountVolume() {
    super(new RuleId("HF401", "mount-volume"), Severity.ERROR, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (YamlNode controller : values.controllers()) {
      List<YamlNode> volumes = Nodes.list(controller, "volumes");
      unique(values, volumes, "name", "volume", context);
      Set<String> names = new TreeSet<>();
      volumes.forEach(v -> Nodes.scalar(v, "name").ifPresent(name -> names.add(name.value())));
      for (YamlNode container : Nodes.allContainers(controller)) {
        unique(values, Nodes.list(container, "env"), "name", "env", context);
        unique(values, Nodes.list(container, "mounts"), "path", "path", context);
        Nodes.list(container, "mounts").forEach(m -> mount(values, m, names, context));
      }
      Nodes.list(controller, "services").forEach(s -> ports(values, s, context));
    }
  }

  private void mount(ValuesTree values, YamlNode mount, Set<String> volumes, RuleContext context) {
    Optional<YamlScalar> name = Nodes.scalar(mount, "name");
    if (name.isEmpty() || volumes.contains(name.get().value())) {
      return;
    }
    String wanted = name.get().value();
    Optional<String> meant = Suggestions.closest(wanted, volumes);
    Finding.Builder finding =
        meant.isPresent()
            ? error(values.place(name.get()), "misspelt", Texts.brief(wanted), meant.get())
            : error(values.place(name.get()), "mount", Texts.brief(wanted));
    context.report(finding.build());
  }

  private void unique(
      ValuesTree values, List<YamlNode> items, String key, String what, RuleContext context) {
    Map<String, YamlScalar> seen = new HashMap<>();
    for (YamlNode item : items) {
      Optional<YamlScalar> value = Nodes.scalar(item, key);
      if (value.isPresent()) {
        twice(values, seen, value.get().value(), value.get(), what, context);
      }
    }
  }

  /** Ports of one service differ in number or in transport: all but UDP travel over TCP. */
  private void ports(ValuesTree values, YamlNode service, RuleContext context) {
    Map<String, YamlScalar> seen = new HashMap<>();
    for (YamlNode port : Nodes.list(service, "ports")) {
      Optional<YamlScalar> number = Nodes.scalar(port, "port");
      if (number.isPresent()) {
        String transport = Nodes.has(port, "UDP", "protocol") ? "/UDP" : "/TCP";
        twice(values, seen, number.get().value() + transport, number.get(), "port", context);
      }
    }
  }

  private void twice(
      ValuesTree values,
      Map<String, YamlScalar> seen,
      String key,
      YamlScalar value,
      String what,
      RuleContext context) {
    YamlScalar first = seen.putIfAbsent(key, value);
    if (first != null) {
      context.report(
          error(values.place(value), what + "-twice", Texts.brief(value.value()))
              .related(values.place(first), Texts.message("first"))
              .build());
    }
  }
}
