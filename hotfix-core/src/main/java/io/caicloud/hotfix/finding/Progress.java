package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

/**
 * How far a piece of work is.
 *
 * @param stage what is being done
 * @param item what it is done to: a package, a blob, a key
 * @param done how much is done, in items for {@link Stage#CHECK} and {@link Stage#RESOLVE}, else in
 *     bytes
 * @param total how much there is in the same unit
 */
public record Progress(Stage stage, String item, long done, long total) {

  /** The stages of the work, in order. */
  public enum Stage {
    /** Reading and checking hotfixes. */
    CHECK,
    /** Asking the image sources for manifests. */
    RESOLVE,
    /** Writing a package. */
    PACK,
    /** Reading a blob of an image into the package that is written. */
    BLOB,
    /** Sending to a release store. */
    PUBLISH,
    /** Getting from a release store. */
    FETCH,
    /** All items of a publication or of a fetch together; the item is an empty text. */
    TOTAL
  }

  /** Checks that stage and item are there. */
  public Progress {
    requireNonNull(stage, "stage");
    requireNonNull(item, "item");
  }
}
