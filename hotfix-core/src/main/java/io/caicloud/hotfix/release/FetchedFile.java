package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file with the bytes of an object.
 *
 * @param key the key of the object
 * @param path the file
 * @param fingerprint its bytes, as read from the disk
 * @param proof what says that they are the right ones
 * @param status what became of it
 */
public record FetchedFile(
    StoreKey key, Path path, Fingerprint fingerprint, Proof proof, Status status) {

  /** What says that bytes are the right ones. */
  public enum Proof {
    /** The {@code .sha256} beside the object. */
    CHECKSUM,
    /** Only the store, of what it holds. */
    STORE
  }

  /** What became of a file. */
  public enum Status {
    /** Received by this run, the whole or what was missing. */
    FETCHED,
    /** There before this run, with the right bytes. */
    ALREADY_THERE
  }

  /** Checks that all are there. */
  public FetchedFile {
    requireNonNull(key, "key");
    requireNonNull(path, "path");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(proof, "proof");
    requireNonNull(status, "status");
  }
}
