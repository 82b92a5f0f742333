package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleOption;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** HF407: no password or key stands in values, which every customer gets. Never shows it. */
final class PlaintextSecret extends StandardRule<ValuesTree> {

  private static final RuleOption<List<String>> IGNORED_NAMES =
      RuleOption.texts("ignored-names", Texts.message("HF407.ignored-names"), List.of());

  PlaintextSecret() {
    super(
        new RuleId("HF407", "plaintext-secret"),
        Severity.WARNING,
        Clause.VALUES,
        ValuesTree.class,
        List.of(IGNORED_NAMES));
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    for (YamlNode controller : values.controllers()) {
      for (YamlNode container : Nodes.allContainers(controller)) {
        Nodes.list(container, "env").forEach(env -> text(values, env, "name", context));
      }
      for (YamlNode config : Nodes.list(controller, "configs")) {
        Nodes.list(config, "data").forEach(data -> text(values, data, "key", context));
      }
      for (YamlNode secret : Nodes.list(controller, "secrets")) {
        Nodes.list(secret, "data").forEach(data -> base64(values, data, context));
      }
    }
  }

  private void text(ValuesTree values, YamlNode item, String key, RuleContext context) {
    Optional<YamlScalar> value = Nodes.scalar(item, "value");
    if (value.isEmpty()) {
      return;
    }
    YamlScalar scalar = value.get();
    String name = Nodes.scalar(item, key).map(YamlScalar::value).orElse("");
    OptionalInt inside = Secrets.find(scalar.value());
    if (Secrets.isSecret(name, scalar.value())) {
      report(values.place(scalar), "text", name, context);
    } else if (inside.isPresent()) {
      int start = inside.getAsInt();
      report(values.place(scalar, start, start + 1), "inside", name, context);
    }
  }

  private void base64(ValuesTree values, YamlNode item, RuleContext context) {
    String name = Nodes.scalar(item, "key").map(YamlScalar::value).orElse("");
    Nodes.scalar(item, "value")
        .filter(
            value ->
                Secrets.decode(value.value())
                    .filter(t -> Secrets.isSecret(name, t.strip()) || Secrets.find(t).isPresent())
                    .isPresent())
        .ifPresent(value -> report(values.place(value), "base64", name, context));
  }

  private void report(Location place, String text, String name, RuleContext context) {
    if (!context.option(IGNORED_NAMES).contains(name)) {
      context.report(warning(place, text, Texts.brief(name)).build());
    }
  }
}
