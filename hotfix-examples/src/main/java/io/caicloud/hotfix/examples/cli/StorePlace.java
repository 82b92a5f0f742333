package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.release.StoreKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A place in a release store, as the command line names it: a path on this machine, or a bucket
 * with what keys in it begin with.
 *
 * @param bucket the bucket, or an empty text for a place on this machine
 * @param path the path, or what stands behind the bucket
 */
record StorePlace(String bucket, String path) {

  private static final String OSS = "oss://";

  /**
   * Read what stands on the command line.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException if it is neither
   */
  static StorePlace parse(String text) {
    if (!text.startsWith(OSS)) {
      if (text.isBlank() || text.contains("://")) {
        throw Terminal.problem("no-store", text);
      }
      try {
        return new StorePlace("", Path.of(text).toString());
      } catch (InvalidPathException e) {
        throw Terminal.problem("no-path", text);
      }
    }
    String rest = text.substring(OSS.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    if (bucket.isEmpty()) {
      throw Terminal.problem("no-store", text);
    }
    if (!path.isEmpty()) {
      StoreKey.of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
    return new StorePlace(bucket, path);
  }

  boolean isBucket() {
    return !bucket.isEmpty();
  }

  Path onDisk() {
    return Path.of(path);
  }
}
