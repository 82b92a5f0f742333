package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * HF403: an item that a volume takes from a config or secret of the same file is there. A config
 * that is not in the file may be in the cluster.
 */
final class ConfigItem extends StandardRule<ValuesTree> {

  ConfigItem() {
    super(new RuleId("HF403", "config-item"), Severity.ERROR, Clause.VALUES, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    Map<String, Set<String>> configs = keys(values, "configs");
    Map<String, Set<String>> secrets = keys(values, "secrets");
    for (YamlNode controller : values.controllers()) {
      for (YamlNode volume : Nodes.list(controller, "volumes")) {
        if (Nodes.has(volume, "Config", "type")) {
          items(values, volume, configs, context);
        } else if (Nodes.has(volume, "Secret", "type")) {
          items(values, volume, secrets, context);
        }
      }
    }
  }

  private static Map<String, Set<String>> keys(ValuesTree values, String kind) {
    Map<String, Set<String>> keys = new HashMap<>();
    for (YamlNode controller : values.controllers()) {
      for (YamlNode config : Nodes.list(controller, kind)) {
        Optional<YamlScalar> name = Nodes.scalar(config, "name");
        if (name.isPresent()) {
          Set<String> own = keys.computeIfAbsent(name.get().value(), n -> new TreeSet<>());
          for (YamlNode data : Nodes.list(config, "data")) {
            Nodes.scalar(data, "key").ifPresent(key -> own.add(key.value()));
          }
        }
      }
    }
    return keys;
  }

  private void items(
      ValuesTree values, YamlNode volume, Map<String, Set<String>> known, RuleContext context) {
    Optional<YamlScalar> target = Nodes.scalar(volume, "source", "target");
    Set<String> keys = target.map(t -> known.get(t.value())).orElse(null);
    if (keys == null) {
      return;
    }
    String name = Texts.brief(target.get().value());
    for (YamlNode item : Nodes.list(volume, "source", "items")) {
      Optional<YamlScalar> key = Nodes.scalar(item, "key");
      if (key.isPresent() && !keys.contains(key.get().value())) {
        String wanted = key.get().value();
        Optional<String> meant = Suggestions.closest(wanted, keys);
        Finding.Builder finding =
            meant.isPresent()
                ? error(values.place(key.get()), "misspelt", Texts.brief(wanted), name, meant.get())
                : error(values.place(key.get()), "missing", Texts.brief(wanted), name);
        context.report(finding.build());
      }
    }
  }
}
