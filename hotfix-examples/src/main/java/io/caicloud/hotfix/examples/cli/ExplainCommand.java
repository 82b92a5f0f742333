package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rules.HotfixRules;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotfix explain RULE}: says what a rule demands, why, and what to do. */
@Command(name = "explain")
final class ExplainCommand extends HotfixTask {

  @Parameters(paramLabel = "RULE", descriptionKey = "explained-rule")
  private String word = "";

  @Override
  int run(Terminal terminal) {
    RuleDescription rule = HotfixRules.standard().explain(word);
    if (terminal.isJson()) {
      terminal.json(Json.rule(rule, terminal.language()));
      return ExitCode.DONE;
    }
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    terminal.result(rule.id() + " (" + terminal.text("severity." + severity) + ")");
    terminal.result(rule.summary().text(terminal.language()));
    say("explain.why", rule.explanation(), terminal);
    say("explain.way-out", rule.remediation(), terminal);
    say("explain.clause", rule.clause(), terminal);
    show("explain.bad", rule.bad(), terminal);
    show("explain.good", rule.good(), terminal);
    return ExitCode.DONE;
  }

  private static void say(String key, Message text, Terminal terminal) {
    terminal.result("\n" + terminal.text(key, text.text(terminal.language())));
  }

  private static void show(String key, List<RuleExample> examples, Terminal terminal) {
    for (RuleExample example : examples) {
      example.files().forEach((path, text) -> terminal.result(file(key, path, text, terminal)));
    }
  }

  private static String file(String key, String path, String text, Terminal terminal) {
    return "\n" + terminal.text(key, path) + "\n" + text.indent(2);
  }
}
