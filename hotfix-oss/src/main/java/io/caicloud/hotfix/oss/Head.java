package io.caicloud.hotfix.oss;

import com.aliyun.oss.model.ObjectMetadata;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the service says about an object.
 *
 * @param size the number of bytes
 * @param etag the ETag without quotes; empty if there is none
 * @param type {@code Normal} of an object put whole, {@code Multipart} of one put in parts
 * @param crc64 the CRC-64 that the service computed, or null; copies may have none
 * @param sha256 what was noted beside the object, or null
 */
record Head(long size, String etag, String type, @Nullable Long crc64, @Nullable Digest sha256) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  static Head of(ObjectMetadata metadata) {
    return new Head(
        metadata.getContentLength(),
        metadata.getETag() == null ? "" : metadata.getETag().replace("\"", ""),
        metadata.getObjectType() == null ? "" : metadata.getObjectType(),
        metadata.getServerCRC(),
        sha256(metadata.getUserMetadata()));
  }

  private static @Nullable Digest sha256(Map<String, String> notes) {
    return Optional.ofNullable(notes.get(Requests.SHA256))
        .filter(text -> HEX.matcher(text).matches())
        .map(hex -> Digest.parse("sha256:" + hex))
        .orElse(null);
  }

  /** Return the object as a store tells of it. */
  StoredObject toObject(StoreKey key) {
    StoredObject object = StoredObject.of(key, size);
    if (sha256 != null) {
      object = object.withSha256(sha256);
    }
    return crc64 == null ? object : object.withCrc64(crc64);
  }

  /** Return whether size and CRC-64 are those of the bytes. */
  boolean proves(Fingerprint bytes) {
    return size == bytes.size() && crc64 != null && crc64 == bytes.crc64();
  }

  /**
   * Return whether this is the object that was copied: the ETag of an object put whole is the MD5
   * of its bytes, and copies of it have the same.
   */
  boolean isCopyOf(Head source) {
    return size == source.size()
        && type.equals("Normal")
        && source.type().equals("Normal")
        && !etag.isEmpty()
        && etag.equalsIgnoreCase(source.etag());
  }
}
