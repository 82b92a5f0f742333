package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.NameToCheck;
import io.caicloud.hotfix.rules.baseline.Baseline;
import io.caicloud.hotfix.rules.fix.Fixer;
import io.caicloud.hotfix.rules.report.ReportFormat;
import io.caicloud.hotfix.rules.report.ReportWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hotfix check PATH...}: runs the rules over trees, values, specifications, packages. */
@Command(name = "check")
final class CheckCommand extends HotfixTask {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "0..*", descriptionKey = "checked-path")
  private List<Path> paths = List.of();

  @Option(names = "--name", paramLabel = "KIND=TEXT")
  private List<NameToCheck> names = List.of();

  @Option(names = "--format", paramLabel = "FORM")
  private @Nullable ReportFormat format;

  @Option(names = "--fail-on", paramLabel = "SEVERITY")
  private FailOn failOn = FailOn.ERROR;

  @Mixin private RuleSource source = new RuleSource();

  @Mixin private FixOptions fixes = new FixOptions();

  @Mixin private BaselineOptions baselines = new BaselineOptions();

  @Override
  boolean wantsJson() {
    return super.wantsJson() || format == ReportFormat.JSON;
  }

  @Override
  int run(Terminal terminal) {
    if (super.wantsJson() && format != null && format != ReportFormat.JSON) {
      throw Terminal.problem("two-formats", format.name().toLowerCase(Locale.ROOT));
    }
    if (fixes.showsDiff() && (super.wantsJson() || format != null)) {
      throw Terminal.problem("diff-or-format");
    }
    if (paths.isEmpty() && names.isEmpty()) {
      throw new MissingParameterException(
          spec.commandLine(), spec.positionalParameters().get(0), "");
    }
    @Nullable Baseline known = baselines.read();
    HotfixRules rules = source.rules(paths);
    RuleInputs inputs = inputs();
    fixes.run(paths, Fixer.of(rules).inputs(inputs), terminal);
    Input input = new Input(rules, inputs);
    input.check(paths);
    names.forEach(input::check);
    List<RuleDescription> catalogue = rules.catalogue();
    RuleReport report = baselines.apply(known, input.report(), catalogue, input.documents());
    print(writer(terminal).rules(catalogue).documents(input.documents()).write(report), terminal);
    return failOn.exitCode(report);
  }

  private RuleInputs inputs() {
    RuleInputs inputs = RuleInputs.of(Clock.systemUTC());
    return source.base().map(base -> inputs.with(BaseValues.class, base)).orElse(inputs);
  }

  private void print(String report, Terminal terminal) {
    if (fixes.showsDiff()) {
      terminal.aside(report);
    } else {
      terminal.report(report);
    }
  }

  private ReportWriter writer(Terminal terminal) {
    ReportFormat other = terminal.isJson() ? ReportFormat.JSON : ReportFormat.CONSOLE;
    return ReportWriter.of(format == null ? other : format)
        .language(terminal.language())
        .relativeTo(Path.of("").toAbsolutePath().toString())
        .colour(fixes.showsDiff() ? Colour.onErrors() : Colour.onResults());
  }
}
