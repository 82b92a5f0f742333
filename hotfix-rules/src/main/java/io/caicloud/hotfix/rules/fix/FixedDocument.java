package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.Arrays;
import java.util.List;

/**
 * A text and what the fixes make of it. Nothing is written.
 *
 * @param before the text as it was
 * @param after the text with the fixes; the same as before if none was kept
 * @param applied the findings whose fixes were kept, in the order in which they were applied, each
 *     at its place in the text that it was applied to
 * @param dropped the fixes that were tried and not kept
 */
public record FixedDocument(
    YamlDocument before, YamlDocument after, List<Finding> applied, List<DroppedFix> dropped) {

  /** Copies the lists. */
  public FixedDocument {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    applied = List.copyOf(applied);
    dropped = List.copyOf(dropped);
  }

  /** Return whether the text differs. */
  public boolean changed() {
    return !Arrays.equals(before.bytes(), after.bytes());
  }

  /**
   * Return what differs as a unified diff that {@code patch -p1} and {@code git apply} take; empty
   * if nothing does. Line ends are those of the file, so it must be kept byte for byte.
   */
  public String diff() {
    return changed() ? UnifiedDiff.of(before.file(), before.bytes(), after.bytes()) : "";
  }
}
