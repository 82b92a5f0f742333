package io.caicloud.hotfix.release;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.FetchedFile.Proof;
import java.util.Optional;

/**
 * An object that is to become a file.
 *
 * @param name the path of the file below the folder to fetch into
 * @param object the object, as it was listed
 * @param expected the digest that its bytes must have, if something else than the store says it
 * @param proof what says that bytes are the right ones
 */
record FetchItem(StoreKey name, StoredObject object, Optional<Digest> expected, Proof proof) {

  StoreKey key() {
    return object.key();
  }

  /** Return whether these are the bytes of the object; it is read again only if need be. */
  boolean isProven(ReleaseStore store, Fingerprint found, StoredObject known) {
    if (expected.isPresent()) {
      return expected.get().equals(found.sha256());
    }
    if (known.cannotBe(found)
        || known.sha256().filter(d -> !d.equals(found.sha256())).isPresent()) {
      return false;
    }
    return known.crc64().isPresent() || store.look(key(), found).state() == Lookup.State.IDENTICAL;
  }
}
