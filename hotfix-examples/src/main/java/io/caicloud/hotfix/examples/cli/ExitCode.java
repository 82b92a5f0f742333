package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.ImagesUnavailableException;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.Verdict;
import java.util.Arrays;
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
          "values-unreadable",
          "identity-missing",
          "fetch-checksum",
          "fetch-collision",
          "fetch-damaged",
          "fetch-exists",
          "fetch-name",
          "fetch-orphan",
          "fetch-too-many",
          "fetch-unpublished",
          "ambiguous-package-name",
          "package-name-too-long",
          "image-file-name-too-long",
          "release-key-too-long",
          "duplicate-image-name",
          "image-missing",
          "image-platform",
          "image-damaged",
          "image-ambiguous",
          "image-unsupported",
          "output-exists",
          "package-damaged",
          "package-format",
          "package-legacy",
          "package-name-differs",
          "notes-unusable",
          "publish-date",
          "publish-duplicate",
          "publish-notes-date",
          "publish-other-package",
          "store-conflict",
          "store-damaged");

  private ExitCode() {}

  static int of(HotfixException thrown) {
    if (thrown instanceof ImagesUnavailableException) {
      // Its own code says nothing when its images failed in different ways.
      return Arrays.stream(thrown.getSuppressed())
          .mapToInt(each -> each instanceof HotfixException image ? of(image) : COULD_NOT)
          .max()
          .orElse(REFUSED);
    }
    if (thrown instanceof HotfixRejectedException rejected
        && rejected.report().verdict() == Verdict.INCOMPLETE) {
      return COULD_NOT;
    }
    return REFUSALS.contains(thrown.code()) || thrown.code().startsWith("invalid-")
        ? REFUSED
        : COULD_NOT;
  }
}
