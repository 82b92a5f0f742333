package io.caicloud.hotfix.examples.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands share: where they print, and the options for it. */
@SuppressWarnings(
    "UnusedVariable") // The parser reads --lang and --help for their effect elsewhere.
abstract class HotfixTask implements Callable<Integer> {

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--quiet")
  private boolean quiet;

  /** Read by {@link Language} before; here so that the parser knows it. */
  @Option(names = "--lang", paramLabel = "zh|en")
  private @Nullable String language;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  private boolean help;

  private @Nullable Terminal terminal;

  final void use(Terminal shared) {
    terminal = shared;
  }

  /** Do the work and return the exit code. */
  abstract int run(Terminal terminal);

  @Override
  public final Integer call() {
    if (terminal == null) {
      throw new IllegalStateException("made without the factory");
    }
    terminal.configure(json, quiet);
    return run(terminal);
  }
}
