package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The folder that packages go to; what had to be created for a build that failed goes again. */
final class OutputFolder {

  private final Path path;
  private final Deque<Path> created = new ArrayDeque<>();

  private OutputFolder(Path path) {
    this.path = path;
  }

  /** Return the folder, created with its parents where they are missing. */
  static OutputFolder open(Path path) {
    OutputFolder folder = new OutputFolder(path);
    try {
      folder.create(path.toAbsolutePath());
    } catch (FileAlreadyExistsException e) {
      folder.undo();
      throw Texts.failure(e, "output-unusable.file", path);
    } catch (IOException e) {
      folder.undo();
      throw Texts.failure(e, "output-unusable.create", path, Texts.reason(e));
    }
    return folder;
  }

  Path path() {
    return path;
  }

  private void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(folder);
      created.push(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Remove the folders that were created, as long as nothing is in them. */
  void undo() {
    while (!created.isEmpty()) {
      try {
        Files.delete(created.pop());
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Refuse a package that the disk has no room for. */
  void requireSpace(ArchivePlan plan) {
    long free = freeSpace();
    if (free < plan.size()) {
      throw Texts.failure("disk-full", plan.name(), plan.size(), path, free);
    }
  }

  /** Return what a failure to write means, once the unfinished file is gone. */
  HotfixException failure(ArchivePlan plan, IOException cause) {
    long free = freeSpace();
    return free < plan.size()
        ? Texts.failure(cause, "disk-full", plan.name(), plan.size(), path, free)
        : Texts.failure(cause, "output-unusable.write", plan.name(), path, Texts.reason(cause));
  }

  /** Return the free bytes, or the largest number if the file system does not know. */
  private long freeSpace() {
    try {
      FileStore store = Files.getFileStore(path);
      return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
