package io.caicloud.hotfix.examples.house;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.values.Container;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;

/**
 * A rule of one team: nothing is shipped that logs at level {@code trace}. Whoever has this module
 * on the class or module path has the rule in {@code HotfixRules.installed()}; a rule needs nothing
 * but {@code hotfix-core}.
 */
public final class TraceLevel implements Rule<AddonValues> {

  private static final String EXAMPLE =
      """
      _config:
        _metadata:
          name: console-web
          namespace: default
          version: v3.3.2
          template: {type: template.caicloud.io/application, version: 1.0.0}
        controllers:
        - type: Deployment
          containers:
          - image: '[[ registry_release ]]/console-web:v3.3.2'
            env:
            - {name: LOG_LEVEL, value: %s}
      """;

  private static final RuleDescription DESCRIPTION =
      RuleDescription.builder(new RuleId("HOUSE001", "trace-level"), Severity.WARNING)
          .summary(Message.of("Nothing is shipped that logs at trace", "交付的程序不使用 trace 日志级别"))
          .explanation(Message.of("Trace logs fill the disks of a site.", "trace 日志会写满现场的磁盘。"))
          .remediation(Message.of("Write info, or leave it out.", "改为 info，或者去掉。"))
          .clause(Message.of("our logging guide, section 2", "我们的日志规范第 2 节"))
          .bad(RuleExample.of("values.yaml", EXAMPLE.replace("%s", "trace")))
          .good(RuleExample.of("values.yaml", EXAMPLE.replace("%s", "info")))
          .build();

  /** Create the rule; for the service loader. */
  public TraceLevel() {}

  @Override
  public RuleDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Class<AddonValues> subject() {
    return AddonValues.class;
  }

  @Override
  public void check(AddonValues values, RuleContext context) {
    values.controllers().stream()
        .flatMap(controller -> controller.allContainers().stream())
        .map(Container::env)
        .flatMap(List::stream)
        .filter(variable -> has(variable, "name", "LOG_LEVEL") && has(variable, "value", "trace"))
        .forEach(variable -> report(values.document(), variable, context));
  }

  private static boolean has(YamlMapping variable, String key, String text) {
    return variable
        .get(key)
        .filter(node -> node instanceof YamlScalar scalar && scalar.value().equals(text))
        .isPresent();
  }

  private static void report(YamlDocument document, YamlMapping variable, RuleContext context) {
    YamlScalar level = (YamlScalar) variable.get("value").orElseThrow();
    // What level the author wants we cannot know, so this is a suggestion: safe is false.
    Fix fix =
        new Fix(
            Message.of("write info", "改为 info"),
            List.of(document.edit(level.range(), "info")),
            false);
    context.report(
        Finding.warning(DESCRIPTION.id(), document.location(level))
            .message(Message.of("the log level is \"trace\"", "日志级别是“trace”"))
            .remedy(DESCRIPTION.remediation())
            .fix(fix)
            .build());
  }
}
