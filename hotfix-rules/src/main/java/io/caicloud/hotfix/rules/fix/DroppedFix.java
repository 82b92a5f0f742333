package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;

/**
 * A fix that was tried and not kept.
 *
 * @param finding the finding it should have removed, at its place in the text that remains
 * @param reason why it was not kept
 */
public record DroppedFix(Finding finding, Message reason) {

  /** Checks that both are there. */
  public DroppedFix {
    requireNonNull(finding, "finding");
    requireNonNull(reason, "reason");
  }
}
