package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

/**
 * A blob that is in the target registry now.
 *
 * @param blob the blob
 * @param way how it got there
 */
public record PushedBlob(Descriptor blob, Way way) {

  /** How a blob got there. */
  public enum Way {
    /** It was there already. */
    THERE,
    /** The registry took it from another of its repositories. */
    MOUNTED,
    /** It was sent. */
    UPLOADED
  }

  /** Checks that both are there. */
  public PushedBlob {
    requireNonNull(blob, "blob");
    requireNonNull(way, "way");
  }
}
