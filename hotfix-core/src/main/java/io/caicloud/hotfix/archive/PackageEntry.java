package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

/**
 * An entry of a package.
 *
 * @param name its full name, with the top folder if there is one
 * @param size the number of its bytes
 * @param offset where its bytes start in the tar archive, gzip taken off
 */
public record PackageEntry(String name, long size, long offset) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public PackageEntry {
    requireNonNull(name, "name");
    if (size < 0 || offset < 0) {
      throw new IllegalArgumentException("negative size or offset: " + size + ", " + offset);
    }
  }
}
