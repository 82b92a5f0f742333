package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.VersionFolder;

/**
 * An object that should be in the store when publishing is done.
 *
 * @param key its key
 * @param kind what it is
 * @param folder the folder of the product version that it is in
 * @param fingerprint its bytes
 */
public record PublishObject(
    StoreKey key, Kind kind, VersionFolder folder, Fingerprint fingerprint) {

  /** What is published, in the order in which it appears. */
  public enum Kind {
    /** A package. */
    PACKAGE,
    /** The {@code .sha256} beside a package, whose presence says that the package is published. */
    CHECKSUM,
    /** The {@code README.md} of a date folder. */
    NOTES
  }

  /** Checks that all are there. */
  public PublishObject {
    requireNonNull(key, "key");
    requireNonNull(kind, "kind");
    requireNonNull(folder, "folder");
    requireNonNull(fingerprint, "fingerprint");
  }
}
