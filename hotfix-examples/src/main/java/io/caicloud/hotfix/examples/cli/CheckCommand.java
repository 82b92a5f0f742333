package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotfix check PATH...}: runs the rules over trees, values, specifications, packages. */
@Command(name = "check")
final class CheckCommand extends HotfixTask {

  @Parameters(paramLabel = "PATH", arity = "1..*", descriptionKey = "checked-path")
  private List<Path> paths = List.of();

  @Override
  int run(Terminal terminal) {
    Input input = new Input(RuleInputs.of(Clock.systemUTC()));
    paths.forEach(input::check);
    RuleReport report = input.report();
    if (terminal.isJson()) {
      terminal.json(Json.report(report, input.checked(), terminal.language()));
    } else {
      FindingPrinter printer = FindingPrinter.reporting(terminal);
      input.documents().forEach(printer::know);
      printer.print(report.findings());
      printSummary(report, input.checked(), terminal);
    }
    return switch (report.verdict()) {
      case PASS -> ExitCode.DONE;
      case FAIL -> ExitCode.REFUSED;
      case INCOMPLETE -> ExitCode.COULD_NOT;
    };
  }

  private static void printSummary(RuleReport report, int checked, Terminal terminal) {
    terminal.say(
        "summary",
        terminal.text("verdict." + report.verdict().name().toLowerCase(Locale.ROOT)),
        checked,
        report.findings(Severity.ERROR).size(),
        report.findings(Severity.WARNING).size(),
        report.findings(Severity.HINT).size());
  }
}
