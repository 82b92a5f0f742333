package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotfix check PATH...}: runs the rules over trees, values and specifications. */
@Command(name = "check")
final class CheckCommand extends HotfixTask {

  @Parameters(paramLabel = "PATH", arity = "1..*")
  private List<Path> paths = List.of();

  @Override
  int run(Terminal terminal) {
    Input input = Input.read(paths);
    RuleReport report =
        HotfixRules.standard().check(input.subjects(), RuleInputs.of(Clock.systemUTC()));
    if (terminal.isJson()) {
      terminal.json(Json.report(report, terminal.language()));
    } else {
      FindingPrinter printer = FindingPrinter.reporting(terminal);
      input.documents().forEach(printer::know);
      printer.print(report.findings());
      Summary.print(report, terminal);
    }
    return switch (report.verdict()) {
      case PASS -> ExitCode.DONE;
      case FAIL -> ExitCode.REFUSED;
      case INCOMPLETE -> ExitCode.COULD_NOT;
    };
  }
}
