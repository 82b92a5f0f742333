package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

/**
 * What a manifest says about a blob (OCI image specification, "Content Descriptors").
 *
 * @param mediaType the media type
 * @param digest the digest of the blob's bytes
 * @param size the number of bytes
 */
public record Descriptor(String mediaType, Digest digest, long size) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the size is negative
   */
  public Descriptor {
    requireNonNull(mediaType, "mediaType");
    requireNonNull(digest, "digest");
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
  }
}
