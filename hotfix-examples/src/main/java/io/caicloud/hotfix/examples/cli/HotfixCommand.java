package io.caicloud.hotfix.examples.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
      FetchCommand.class,
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
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putIfAbsent("HOME", System.getProperty("user.home"));
    Locale language = Language.of(args, Locale.getDefault());
    int code = run(new Terminal(out, err, language, environment), args);
    out.flush();
    err.flush();
    if (!stop.isStopping() && code != 0) {
      System.exit(code);
    }
  }

  /**
   * Run the command.
   *
   * @param terminal where it prints, and the environment
   * @param args the command line
   * @return the exit code
   */
  static int run(Terminal terminal, String... args) {
    CommandLine line = new CommandLine(new HotfixCommand(), new TerminalFactory(terminal));
    line.setResourceBundle(
        ResourceBundle.getBundle("io.caicloud.hotfix.examples.cli.usage", terminal.language()));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setUsageHelpWidth(USAGE_WIDTH);
    Converters.register(line, terminal);
    line.setParameterExceptionHandler(new UsageErrors(terminal));
    line.setExecutionExceptionHandler((e, command, result) -> terminal.failure(e));
    return line.execute(withoutGuesses(args));
  }

  /** An option whose value may be left out would else take the argument that follows for it. */
  private static String[] withoutGuesses(String... args) {
    String[] clear = args.clone();
    for (int i = 0; i < clear.length && !clear[i].equals("--"); i++) {
      clear[i] = clear[i].equals("--resume") ? "--resume=" : clear[i];
    }
    return clear;
  }

  /** Without a command there is nothing to do: exit code 2. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "");
  }
}
