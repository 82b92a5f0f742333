package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Deque;
import java.util.Optional;

/**
 * Where the objects of a directory store lie. Nothing below the root may be a symbolic link; the
 * root itself may.
 */
record StorePaths(Path root) {

  /** A regular file of the store. */
  record Found(Path path, long size) {}

  /**
   * Return the file of a key, if it is there.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException {@code store-failed} if something else is in
   *     the way
   */
  Optional<Found> find(StoreKey key) throws IOException {
    Path path = root;
    String[] parts = parts(key);
    for (int i = 0; i < parts.length; i++) {
      Optional<BasicFileAttributes> there = attributes(path);
      if (there.isEmpty()) {
        return Optional.empty();
      }
      refuseUnlessFolder(path, there.get());
      path = resolve(path, parts[i], key);
    }
    Optional<BasicFileAttributes> there = attributes(path);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (!there.get().isRegularFile()) {
      throw Texts.failure("store-not-a-file", path);
    }
    return Optional.of(new Found(path, there.get().size()));
  }

  /**
   * Return the file for a key, making the folders that lead to it, synced to the disk.
   *
   * @param made gets those that were not there, the innermost first
   */
  Path make(StoreKey key, Deque<Path> made) throws IOException {
    makeRoot(root, made);
    Path path = root;
    String[] parts = parts(key);
    for (int i = 0; i < parts.length; i++) {
      path = resolve(path, parts[i], key);
      if (i < parts.length - 1) {
        makeFolder(path, made);
      }
    }
    return path;
  }

  /** Return the root, or the nearest folder above it that exists. */
  Path existing() {
    Path path = root;
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  /** Remove folders as long as they are empty. */
  static void removeEmpty(Deque<Path> folders) {
    for (Path folder : folders) {
      try {
        Files.delete(folder);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Links are followed down to the root. */
  private static void makeRoot(Path folder, Deque<Path> made) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent != null) {
        makeRoot(parent, made);
      }
      makeFolder(folder, made);
    }
  }

  private static void makeFolder(Path folder, Deque<Path> made) throws IOException {
    try {
      Files.createDirectory(folder);
      made.push(folder);
      PendingFile.syncFolder(folder);
    } catch (FileAlreadyExistsException e) {
      refuseUnlessFolder(
          folder, Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS));
    }
  }

  private static void refuseUnlessFolder(Path folder, BasicFileAttributes there) {
    if (!there.isDirectory()) {
      throw Texts.failure("store-not-a-folder", folder);
    }
  }

  /** The root may be a link, all below it may not. */
  private Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          path.equals(root)
              ? Files.readAttributes(path, BasicFileAttributes.class)
              : Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String[] parts(StoreKey key) {
    String[] parts = key.value().split("/");
    for (String part : parts) {
      if (PendingFile.isHiddenName(part)) {
        throw Texts.failure("store-key-unusable", key);
      }
    }
    return parts;
  }

  private static Path resolve(Path folder, String part, StoreKey key) {
    try {
      return folder.resolve(part);
    } catch (InvalidPathException e) {
      throw Texts.failure(e, "store-key-unusable", key);
    }
  }
}
