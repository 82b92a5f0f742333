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
import org.jspecify.annotations.Nullable;

/** HF401: mounts have a volume, and names that must differ do. */
final class MountVolume extends StandardRule<ValuesTree> {

  MountVolume() {
    super(new RuleId("HF401", "mount-volume"), Severity.ERROR, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    Visit visit = new Visit(values, context);
    values.controllers().forEach(visit::controller);
  }

  /** The way through one tree. */
  private final class Visit {
    private final ValuesTree values;
    private final RuleContext context;

    Visit(ValuesTree values, RuleContext context) {
      this.values = values;
      this.context = context;
    }

    void controller(YamlNode controller) {
      List<YamlNode> volumes = Nodes.list(controller, "volumes");
      unique(volumes, "name", "volume");
      Set<String> names = new TreeSet<>();
      volumes.forEach(v -> Nodes.scalar(v, "name").ifPresent(name -> names.add(name.value())));
      for (YamlNode container : Nodes.allContainers(controller)) {
        List<YamlNode> mounts = Nodes.list(container, "mounts");
        unique(Nodes.list(container, "env"), "name", "env");
        unique(mounts, "path", "path");
        mounts.forEach(mount -> mount(mount, names));
      }
      Nodes.list(controller, "services").forEach(this::ports);
    }

    private void mount(YamlNode mount, Set<String> volumes) {
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

    private void unique(List<YamlNode> items, String key, String what) {
      if (items.size() < 2) {
        return;
      }
      Map<String, YamlScalar> seen = new HashMap<>();
      for (YamlNode item : items) {
        Nodes.scalar(item, key)
            .ifPresent(value -> twice(seen.putIfAbsent(value.value(), value), value, what));
      }
    }

    /** Ports of one service differ in number or in transport: all but UDP travel over TCP. */
    private void ports(YamlNode service) {
      List<YamlNode> ports = Nodes.list(service, "ports");
      if (ports.size() < 2) {
        return;
      }
      Map<String, YamlScalar> seen = new HashMap<>();
      for (YamlNode port : ports) {
        String transport = Nodes.has(port, "UDP", "protocol") ? "/UDP" : "/TCP";
        Nodes.scalar(port, "port")
            .ifPresent(n -> twice(seen.putIfAbsent(n.value() + transport, n), n, "port"));
      }
    }

    private void twice(@Nullable YamlScalar first, YamlScalar value, String what) {
      if (first != null) {
        context.report(
            error(values.place(value), what + "-twice", Texts.brief(value.value()))
                .related(values.place(first), Texts.message("first"))
                .build());
      }
    }
  }
}
