package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a store has at a key, compared with bytes that should be there. Immutable. */
public final class Lookup {

  /** The three answers. */
  public enum State {
    /** There is no object. */
    ABSENT,
    /** The object has exactly the bytes; this was proven. */
    IDENTICAL,
    /** The object has other bytes. */
    DIFFERENT
  }

  private final State state;
  private final @Nullable StoredObject object;
  private final @Nullable Digest digest;

  private Lookup(State state, @Nullable StoredObject object, @Nullable Digest digest) {
    this.state = state;
    this.object = object;
    this.digest = digest;
  }

  /** Return the answer that there is nothing. */
  public static Lookup absent() {
    return new Lookup(State.ABSENT, null, null);
  }

  /**
   * Return the answer that the bytes are there.
   *
   * @param object the object
   * @param fingerprint the bytes
   */
  public static Lookup identical(StoredObject object, Fingerprint fingerprint) {
    return new Lookup(State.IDENTICAL, requireNonNull(object, "object"), fingerprint.sha256());
  }

  /**
   * Return the answer that other bytes are there.
   *
   * @param object the object
   * @param digest their SHA-256, or null if it would take reading a large object to know it
   */
  public static Lookup different(StoredObject object, @Nullable Digest digest) {
    return new Lookup(State.DIFFERENT, requireNonNull(object, "object"), digest);
  }

  /** Return the answer itself. */
  public State state() {
    return state;
  }

  /** Return the object; empty if there is none. */
  public Optional<StoredObject> object() {
    return Optional.ofNullable(object);
  }

  /** Return the SHA-256 of the object's bytes, if there is an object and it is known. */
  public Optional<Digest> sha256() {
    return Optional.ofNullable(digest);
  }

  /** Return what was found, in words that need no translation. */
  @Override
  public String toString() {
    if (object == null) {
      return "-";
    }
    return (digest == null ? "sha256:?" : digest) + " (" + object.size() + " bytes)";
  }
}
