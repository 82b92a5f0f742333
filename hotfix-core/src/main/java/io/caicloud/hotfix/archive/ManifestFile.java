package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;

/**
 * What the manifest of a package says about a small file.
 *
 * @param path its path, without the top folder
 * @param size the number of its bytes
 * @param sha256 the digest of its bytes
 */
public record ManifestFile(String path, long size, Digest sha256) {

  /** Checks that all are there. */
  public ManifestFile {
    requireNonNull(path, "path");
    requireNonNull(sha256, "sha256");
  }
}
