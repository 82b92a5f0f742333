package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Set;

/** The exit codes of all commands. */
final class ExitCode {

  /** Everything was done and is true. */
  static final int DONE = 0;

  /** The input is refused: findings, a conflict, damage. */
  static final int REFUSED = 1;

  /** It could not be done: network, disk, usage. */
  static final int COULD_NOT = 2;

  private static final Set<String> REFUSALS =
      Set.of(
          "rejected",
          "output-exists",
          "store-conflict",
          "publish-conflict",
          "package-damaged",
          "image-damaged",
          "image-missing",
          "image-platform",
          "ambiguous-package-name");

  private ExitCode() {}

  static int of(HotfixException thrown) {
    return REFUSALS.contains(thrown.code()) || thrown.code().startsWith("invalid-")
        ? REFUSED
        : COULD_NOT;
  }
}
