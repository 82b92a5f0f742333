package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Lookup;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.util.Optional;

/** Finds out what is at a key, instead of guessing. Safe to share between threads. */
final class Prover {

  private final ReleaseStore store;
  private final Requests requests;
  private final Attempts attempts;

  Prover(ReleaseStore store, Requests requests, Attempts attempts) {
    this.store = store;
    this.requests = requests;
    this.attempts = attempts;
  }

  /** Return what the service says about an object; empty if there is none. */
  Optional<Head> head(StoreKey key) {
    return attempts.write(
        store.address(key),
        () -> Optional.of(requests.head(key)),
        refusal ->
            refusal.kind() == Refusal.Kind.ABSENT
                ? Optional.of(Optional.empty())
                : Optional.empty());
  }

  /**
   * Look at a key.
   *
   * @return the object if it has the bytes; empty if there is none
   * @throws StoreConflictException if it has others
   */
  Optional<StoredObject> identical(StoreKey key, Fingerprint expected) {
    Lookup there = store.look(key, expected);
    return switch (there.state()) {
      case ABSENT -> Optional.empty();
      case IDENTICAL -> Optional.of(StoredObject.of(key, expected));
      case DIFFERENT -> throw new StoreConflictException(key, expected, there);
    };
  }

  /**
   * Do the same after a request that makes an object was refused or lost.
   *
   * @return the object if it is there; empty, without an inner one, if the request is to be tried
   *     again
   */
  Optional<Optional<StoredObject>> settled(StoreKey key, Fingerprint expected) {
    Optional<StoredObject> there = identical(key, expected);
    return there.isPresent() ? Optional.of(there) : Optional.empty();
  }

  /** Return whether the object at a key has the bytes; reads it if need be. */
  boolean isIdentical(StoreKey key, Fingerprint expected) {
    return store.look(key, expected).state() == Lookup.State.IDENTICAL;
  }

  /**
   * Prove that an object which was just made is what it should be.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code store-damaged} if it is
   *     not, or the service does not say what it stored
   */
  StoredObject proven(StoreKey key, Fingerprint expected) {
    String address = store.address(key);
    Head head = head(key).orElseThrow(() -> Texts.failure("store-missing", address, "HEAD"));
    if (head.size() == expected.size() && head.crc64() == null) {
      throw Texts.failure("store-damaged.no-crc", address);
    }
    if (!head.proves(expected)) {
      throw Texts.failure("store-damaged", address);
    }
    return StoredObject.of(key, expected);
  }

  /** Prove that an object is a copy of another whose bytes are known. */
  StoredObject provenCopy(StoreKey key, Head source, Fingerprint expected) {
    String address = store.address(key);
    Head head = head(key).orElseThrow(() -> Texts.failure("store-missing", address, "HEAD"));
    boolean proven = head.proves(expected) || (head.crc64() == null && head.isCopyOf(source));
    if (!proven && !isIdentical(key, expected)) {
      throw Texts.failure("store-damaged", address);
    }
    return StoredObject.of(key, expected);
  }
}
