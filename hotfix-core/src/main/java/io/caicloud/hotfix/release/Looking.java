package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** How to find out what a store has at a key. */
final class Looking {

  /** Up to this size an object that differs is read, so that its digest can be told. */
  private static final long SMALL = 16L << 20;

  /** How often an object is read until it is what the store says of it. */
  private static final int READS = 3;

  private Looking() {}

  static Lookup look(ReleaseStore store, StoreKey key, Fingerprint expected) {
    StoredObject object = store.stat(key).orElse(null);
    if (object == null) {
      return Lookup.absent();
    }
    if (object.mustBe(expected)) {
      return Lookup.identical(object, expected);
    }
    if (object.cannotBe(expected) && object.size() > SMALL) {
      return Lookup.different(object, object.sha256().orElse(null));
    }
    Fingerprint found = believable(store, object, expected);
    if (found == null) {
      return Lookup.absent();
    }
    return found.equals(expected)
        ? Lookup.identical(StoredObject.of(key, found), expected)
        : Lookup.different(StoredObject.of(key, found), found.sha256());
  }

  /**
   * Return the fingerprint of an object, or null if it has gone since. Bytes may be damaged on
   * their way: other bytes than the expected are believed only if the store computed the same of
   * them, or if it does not say and they were read twice.
   */
  private static @Nullable Fingerprint believable(
      ReleaseStore store, StoredObject object, Fingerprint expected) {
    Fingerprint before = null;
    for (int i = 0; i < READS; i++) {
      Fingerprint found = read(store, object);
      if (found == null || found.equals(expected)) {
        return found;
      }
      boolean twice = found.equals(before);
      if (object.crc64().map(crc -> crc == found.crc64()).orElse(twice)) {
        return found;
      }
      before = found;
    }
    throw Texts.failure("store-damaged", object.key());
  }

  /** Return the fingerprint of an object's bytes, or null if it has gone since. */
  private static @Nullable Fingerprint read(ReleaseStore store, StoredObject object) {
    try (ReadableByteChannel bytes = store.open(object.key(), 0, object.size())) {
      return Fingerprint.of(bytes);
    } catch (IOException e) {
      throw Texts.failure(e, "store-failed", object.key(), e);
    } catch (HotfixException e) {
      if (e.code().equals("store-missing")) {
        return null;
      }
      throw e;
    }
  }
}
