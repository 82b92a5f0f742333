package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object as its store tells of it without reading it: key, size, and the digests it happens to
 * know. Immutable.
 */
public final class StoredObject {

  private final StoreKey key;
  private final long size;
  private final @Nullable Digest sha256;
  private final @Nullable Long crc64;

  private StoredObject(StoreKey key, long size, @Nullable Digest sha256, @Nullable Long crc64) {
    this.key = requireNonNull(key, "key");
    this.size = size;
    this.sha256 = sha256;
    this.crc64 = crc64;
  }

  /**
   * Return an object of which no digest is known.
   *
   * @param key its key
   * @param size the number of bytes
   */
  public static StoredObject of(StoreKey key, long size) {
    return new StoredObject(key, size, null, null);
  }

  /**
   * Return an object whose bytes are proven to be these.
   *
   * @param key its key
   * @param fingerprint what was proven
   */
  public static StoredObject of(StoreKey key, Fingerprint fingerprint) {
    return new StoredObject(key, fingerprint.size(), fingerprint.sha256(), fingerprint.crc64());
  }

  /**
   * Return the same object with a SHA-256.
   *
   * @param digest what was noted beside the object when it was put, or computed from its bytes
   */
  public StoredObject withSha256(Digest digest) {
    return new StoredObject(key, size, requireNonNull(digest, "digest"), crc64);
  }

  /**
   * Return the same object with a CRC-64/XZ.
   *
   * @param crc what the store computed from the bytes that it holds; never a value that was sent
   *     along
   */
  public StoredObject withCrc64(long crc) {
    return new StoredObject(key, size, sha256, crc);
  }

  /** Return the key. */
  public StoreKey key() {
    return key;
  }

  /** Return the number of bytes. */
  public long size() {
    return size;
  }

  /**
   * Return the SHA-256 that was noted beside the object or computed from it; alone it proves
   * nothing.
   */
  public Optional<Digest> sha256() {
    return Optional.ofNullable(sha256);
  }

  /** Return the CRC-64/XZ that the store computed from the bytes that it holds. */
  public Optional<Long> crc64() {
    return Optional.ofNullable(crc64);
  }

  /** Return whether what is known rules out that the object has these bytes. */
  boolean cannotBe(Fingerprint expected) {
    return size != expected.size() || (crc64 != null && crc64 != expected.crc64());
  }

  /** Return whether what is known proves that the object has these bytes. */
  boolean mustBe(Fingerprint expected) {
    return size == expected.size()
        && crc64 != null
        && crc64 == expected.crc64()
        && expected.sha256().equals(sha256);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredObject that
        && key.equals(that.key)
        && size == that.size
        && Objects.equals(sha256, that.sha256)
        && Objects.equals(crc64, that.crc64);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, size);
  }

  /** Return key, size and SHA-256 in words. */
  @Override
  public String toString() {
    return key + " (" + size + " bytes" + (sha256 == null ? ")" : ", " + sha256 + ")");
  }
}
