package io.caicloud.hotfix.rules;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;

/**
 * A subject that should have been checked and could not be read: becomes an {@code HF902} finding
 * and makes the verdict incomplete, while the other subjects of the same check are judged.
 * Immutable.
 *
 * @param file its path or name
 * @param why what stopped reading
 */
public record UnreadableInput(String file, HotfixException why) {

  /** Checks that both are there. */
  public UnreadableInput {
    requireNonNull(file, "file");
    requireNonNull(why, "why");
  }
}
