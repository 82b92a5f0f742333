package io.caicloud.hotfix.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that is being written, hidden beside its place: {@code .<name>.<pid>-<random>.part}.
 * Nothing of it is visible before {@link #place}.
 *
 * <p>The writer holds a lock on it, so that a later build can tell the leftover of a process that
 * was killed from a build that goes on. Files of its own process are left alone: closing one would
 * release the lock of their writer.
 */
final class PartFile implements AutoCloseable {

  private static final int MOST_NAME = 180;

  private final Path path;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static PartFile create(Path folder, String name) throws IOException {
    removeDead(folder, prefix(name));
    while (true) {
      String random = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
      Path path = folder.resolve(prefix(name) + random + ".part");
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.READ);
      if (lock(channel) && Files.exists(path, NOFOLLOW_LINKS)) {
        return new PartFile(path, channel);
      }
      channel.close();
      Files.deleteIfExists(path);
    }
  }

  FileChannel channel() {
    return channel;
  }

  /**
   * Make the file visible under its name, unless there is one: return false if there is. By hard
   * link, because a move would replace a file that another build has just placed. Where the file
   * system has no hard links (exFAT), by a move behind a check: there, of two builds of one name
   * that end in the same instant the later one wins.
   */
  boolean place(Path target) throws IOException {
    try {
      try {
        Files.createLink(target, path);
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.move(path, target);
      }
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    return true;
  }

  /** Return whether the file has the same bytes as this one. */
  boolean sameBytes(Path other) throws IOException {
    return Files.isRegularFile(other, NOFOLLOW_LINKS) && Files.mismatch(path, other) < 0;
  }

  /** Remove the hidden file; one that was placed stays under its own name. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }

  private static String prefix(String name) {
    return "." + name.substring(0, Math.min(MOST_NAME, name.length())) + ".";
  }

  private static void removeDead(Path folder, String prefix) throws IOException {
    Pattern form = Pattern.compile(Pattern.quote(prefix) + "(\\d+)-[0-9a-f-]{36}\\.part");
    String self = Long.toString(ProcessHandle.current().pid());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher matcher = form.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches() && !matcher.group(1).equals(self)) {
          removeIfDead(file);
        }
      }
    }
  }

  private static void removeIfDead(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.WRITE, NOFOLLOW_LINKS))) {
      if (lock(channel)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is gone already, or not ours: either way nothing that this build needs.
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
