package io.caicloud.hotfix.internal.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that is written beside its place and appears there whole or not at all. Until then it has
 * a hidden name in the same folder; {@link #close()} removes it unless it was placed.
 *
 * <p>The hidden file is locked for as long as it is written, so that {@link #sweep} of another
 * process can tell the left-over of a killed one from work in progress. A lock of the operating
 * system belongs to the process and ends when the process closes any channel on the file; files of
 * the own process are therefore told by their name and never opened a second time. Where the file
 * system knows no locks nothing is swept.
 *
 * <p>Not safe to share between threads; the file of each is its own.
 */
public final class PendingFile implements AutoCloseable {

  private static final String PREFIX = ".hotfix-";
  private static final String SUFFIX = ".part";
  private static final String OWN = PREFIX + UUID.randomUUID() + "-";

  private final Path target;
  private final Path hidden;
  private final FileChannel channel;
  private boolean removed;

  private PendingFile(Path target, Path hidden, FileChannel channel) {
    this.target = target;
    this.hidden = hidden;
    this.channel = channel;
  }

  /**
   * Create the hidden file, empty.
   *
   * @param target the place to appear at, in a folder that exists
   * @throws IOException if the folder is not there or not writable
   */
  public static PendingFile beside(Path target) throws IOException {
    Path folder = requireNonNull(target.toAbsolutePath().getParent(), "a root is no file");
    while (true) {
      Path hidden = folder.resolve(OWN + UUID.randomUUID() + SUFFIX);
      FileChannel channel = FileChannel.open(hidden, CREATE_NEW, READ, WRITE);
      try {
        // Between its creation and the lock another process may have swept it.
        if (lock(channel) != Lock.HELD_BY_OTHER && Files.exists(hidden, NOFOLLOW_LINKS)) {
          return new PendingFile(target, hidden, channel);
        }
        channel.close();
      } catch (IOException e) {
        discard(hidden, channel, e);
        throw e;
      }
    }
  }

  /** Return the channel to write the file with, and to read back from; closed by {@link #close}. */
  public FileChannel channel() {
    return channel;
  }

  /** Return the folder that the file is written in. */
  public Path folder() {
    return requireNonNull(hidden.getParent(), "a folder holds it");
  }

  /**
   * Let the file appear at its place, synced to the disk with its folder. It appears by hard link,
   * since a move would replace what another process has just put there. Where the file system has
   * no hard links (exFAT), it is moved after a check: there, of two that appear at one place in the
   * same instant, the later one stays.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is something at the place already
   * @throws IOException if it fails otherwise; when only the last syncing of the folder fails, the
   *     file has appeared
   */
  public void place() throws IOException {
    channel.force(true);
    placeUnsynced();
    syncFolder(target);
  }

  /**
   * Let the file appear at its place as {@link #place()}, but leave it to the system when its bytes
   * get to the disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is something at the place already
   * @throws IOException if it fails otherwise
   */
  public void placeUnsynced() throws IOException {
    try {
      Files.createLink(target, hidden);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(hidden, target);
    }
    Files.deleteIfExists(hidden);
    removed = true;
  }

  /**
   * Let the file take the place of the one that is there, synced to the disk with its folder.
   *
   * @throws IOException if it fails; when only the last syncing of the folder fails, the file has
   *     taken the place
   */
  public void replace() throws IOException {
    channel.force(true);
    replaceUnsynced();
    syncFolder(target);
  }

  /**
   * Let the file take the place of the one that is there, but leave it to the system when its bytes
   * get to the disk.
   *
   * @throws IOException if it fails
   */
  public void replaceUnsynced() throws IOException {
    Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    removed = true;
  }

  /** Close the channel, and remove the hidden file if it is still there. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!removed) {
        Files.deleteIfExists(hidden);
        removed = true;
      }
    }
  }

  /**
   * Return whether a name is one of the hidden names, which listings leave out.
   *
   * @param name the last part of a path
   */
  public static boolean isHiddenName(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /**
   * Remove what killed processes have left in a folder: hidden files that nobody holds a lock on.
   * What cannot be removed stays; that is no failure.
   *
   * @param folder the folder; its subfolders are left alone
   */
  public static void sweep(Path folder) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PendingFile::isForeign)) {
      for (Path hidden : left) {
        removeIfAbandoned(hidden);
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // The folder cannot be listed: whoever writes to it will hear of it.
    }
  }

  /**
   * Make the entry of a file or folder durable in the folder that holds it. Does nothing where
   * folders cannot be opened, as on Windows.
   *
   * @param entry the file or folder
   * @throws IOException if the disk fails
   */
  public static void syncFolder(Path entry) throws IOException {
    Path folder = requireNonNull(entry.toAbsolutePath().getParent(), "a root has no folder");
    if (entry.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isForeign(Path path) {
    Path name = path.getFileName();
    return name != null && isHiddenName(name.toString()) && !name.toString().startsWith(OWN);
  }

  private static void removeIfAbandoned(Path hidden) {
    try (FileChannel channel = FileChannel.open(hidden, READ, WRITE, NOFOLLOW_LINKS)) {
      if (lock(channel) == Lock.OURS) {
        Files.deleteIfExists(hidden);
      }
    } catch (IOException e) {
      // Gone by now, or not ours to remove.
    }
  }

  private enum Lock {
    OURS,
    HELD_BY_OTHER,
    UNKNOWN
  }

  private static Lock lock(FileChannel channel) {
    try {
      return channel.tryLock() == null ? Lock.HELD_BY_OTHER : Lock.OURS;
    } catch (java.nio.channels.OverlappingFileLockException e) {
      return Lock.HELD_BY_OTHER;
    } catch (IOException e) {
      return Lock.UNKNOWN;
    }
  }

  private static void discard(Path hidden, FileChannel channel, IOException reason) {
    try (channel) {
      Files.deleteIfExists(hidden);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
