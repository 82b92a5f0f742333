package io.caicloud.hotfix.image;

/** The named files in a folder or in a tar file. Safe for use by several threads. */
interface ImageFiles {

  /** Return the path of the folder or tar file, for messages. */
  String place();

  boolean has(String name);

  /**
   * Find a file.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException if it is not there or is no regular file
   */
  Region region(String name);

  static String blob(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }
}
