package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

/**
 * The outcome of a successful put, copy or replacement.
 *
 * @param object the object as it is now; its digests were computed from the bytes that the store
 *     holds, not taken from what was sent
 * @param created whether this call made it; false if the same bytes were there already, be it from
 *     before, from a rival or from an own request whose answer was lost
 * @param sent how many bytes of content went to the store, those of failed attempts included
 */
public record Placement(StoredObject object, boolean created, long sent) {

  /** Checks that the object is there. */
  public Placement {
    requireNonNull(object, "object");
  }
}
