package io.caicloud.hotfix.examples.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code hotfix} command: checks, plans, builds and publishes hotfixes.
 *
 * <p>Exit codes: 0 done and true, 1 the input is refused, 2 it could not be done.
 */
@Command(
    name = "hotfix",
    versionProvider = Version.class,
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      PlanCommand.class,
      BuildCommand.class,
      PublishCommand.class,
      ReleaseCommand.class
    })
@SuppressWarnings("UnusedVariable") // The parser reads the options for their effect elsewhere.
public final class HotfixCommand implements Runnable {

  private static final int USAGE_WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Read by {@link Language} before; here so that the parser knows it. */
  @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
  private @Nullable Language language;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true)
  private boolean version;

  HotfixCommand() {}

  /**
   * Run the command and end the virtual machine with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CleanStop stop = CleanStop.install(Thread.currentThread());
    int code = run(out, err, Language.of(args, Locale.getDefault()), args);
    out.flush();
    err.flush();
    if (!stop.isStopping() && code != 0) {
      System.exit(code);
    }
  }

  /**
   * Run the command.
   *
   * @param out takes results
   * @param err takes complaints and progress
   * @param language the language of texts
   * @param args the command line
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, Locale language, String... args) {
    Terminal terminal = new Terminal(out, err, language);
    CommandLine line = new CommandLine(new HotfixCommand(), new TerminalFactory(terminal));
    line.setResourceBundle(
        ResourceBundle.getBundle("io.caicloud.hotfix.examples.cli.usage", language));
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpWidth(USAGE_WIDTH);
    Converters.register(line, terminal);
    line.setParameterExceptionHandler(new UsageErrors(terminal));
    line.setExecutionExceptionHandler((e, command, result) -> terminal.failure(e));
    return line.execute(Arrays.copyOf(args, args.length));
  }

  /** Without a command there is nothing to do: exit code 2. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "");
  }
}
