package io.caicloud.hotfix.examples.cli;

import org.jspecify.annotations.Nullable;

/**
 * Whether to print in colour: to a terminal that the launcher saw, unless {@code NO_COLOR} is set.
 */
final class Colour {

  private Colour() {}

  /** Return whether results are coloured. */
  static boolean onResults() {
    return wanted(Boolean.getBoolean("hotfix.terminal.out"), System.getenv("NO_COLOR"));
  }

  /** Return whether complaints are coloured. */
  static boolean onErrors() {
    return wanted(Boolean.getBoolean("hotfix.terminal"), System.getenv("NO_COLOR"));
  }

  /** The variable counts whatever it says, unless it is empty. */
  static boolean wanted(boolean terminal, @Nullable String noColor) {
    return terminal && (noColor == null || noColor.isEmpty());
  }
}
