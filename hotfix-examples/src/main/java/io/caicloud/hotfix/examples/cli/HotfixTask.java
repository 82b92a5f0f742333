package io.caicloud.hotfix.examples.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands share: where they print, and the options for it. */
abstract class HotfixTask implements Callable<Integer> {

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--quiet")
  private boolean quiet;

  private @Nullable Terminal terminal;

  final void use(Terminal shared) {
    terminal = shared;
  }

  /** Do the work and return the exit code. */
  abstract int run(Terminal terminal);

  /** Return whether the result is to be one JSON value, also when the command fails. */
  boolean wantsJson() {
    return json;
  }

  @Override
  public final Integer call() {
    if (terminal == null) {
      throw new IllegalStateException("made without the factory");
    }
    terminal.configure(wantsJson(), quiet);
    try {
      return run(terminal);
    } finally {
      terminal.endProgress();
    }
  }
}
