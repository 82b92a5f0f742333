package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;

/** Short ways to judge texts, for the tests of this package. */
final class Judged {

  static final HotfixRules RULES = HotfixRules.standard();

  /** Values without anything to object to, in lines; a test replaces or adds one. */
  static final String GOOD =
      """
      _config:
        _metadata:
          name: portal-web
          namespace: default
          version: v3.4.2
          template:
            type: template.caicloud.io/application
            version: 1.0.0
        controllers:
        - type: Deployment
          controller:
            replica: 2
          containers:
          - image: '[[ registry_release ]]/portal-web:v3.4.2'
      """;

  private Judged() {}

  static RuleReport values(String yaml) {
    return RULES.check(document(yaml));
  }

  /** Judge the good values with a text in place of another. */
  static RuleReport with(String text, String replacement) {
    if (!GOOD.contains(text)) {
      throw new IllegalArgumentException("not in the good values: " + text);
    }
    return values(GOOD.replace(text, replacement));
  }

  /** Judge the good values with lines added to the container. */
  static RuleReport container(String lines) {
    return values(GOOD + lines.indent(6));
  }

  /** Judge the good values with lines added to the controller. */
  static RuleReport controller(String lines) {
    return values(GOOD + lines.indent(4));
  }

  static YamlDocument document(String yaml) {
    return YamlDocument.parse("values.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  static Finding only(RuleReport report) {
    if (report.findings().size() != 1) {
      throw new AssertionError("expected one finding: " + report.findings());
    }
    return report.findings().get(0);
  }

  static Finding of(RuleReport report, String rule) {
    return report.findings().stream()
        .filter(f -> f.rule().code().equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + rule + ": " + report.findings()));
  }
}
