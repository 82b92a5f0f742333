package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What the fixes make of a file.
 *
 * @param file where it is
 * @param result its text, before and after
 */
public record FileFix(Path file, FixedDocument result) {

  /** Checks that both are there. */
  public FileFix {
    requireNonNull(file, "file");
    requireNonNull(result, "result");
  }
}
