package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes the files of a directory store. Safe to share between threads. */
final class DirectoryWriter {

  private static final int BUFFER = 256 * 1024;
  private static final int ATTEMPTS = 5;

  private final StorePaths paths;
  private final Set<Path> swept = ConcurrentHashMap.newKeySet();

  /** Opens the bytes to write, from the start. */
  @FunctionalInterface
  interface Source {
    /** Return all bytes. */
    ReadableByteChannel open();
  }

  DirectoryWriter(StorePaths paths) {
    this.paths = paths;
  }

  /** Let the object appear; return false, with nothing written, if something is there already. */
  boolean place(Sending object, Source source) throws IOException {
    refuseWhenFull(paths.existing(), object);
    Deque<Path> made = new ArrayDeque<>();
    try (PendingFile file = begin(object, made)) {
      write(file, object, source);
      file.place();
      made.clear();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      StorePaths.removeEmpty(made);
    }
  }

  /** A rival that failed may remove the folders it made just when they are needed here. */
  private PendingFile begin(Sending object, Deque<Path> made) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return beside(paths.make(object.key(), made), object);
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Replace the object if it is what the caller saw; return whether it was. */
  boolean replace(Sending object, Digest seen, Source source) throws IOException {
    Optional<StorePaths.Found> old = paths.find(object.key());
    if (old.isEmpty()) {
      return false;
    }
    Path target = old.get().path();
    Object identity = identity(target);
    try (FileChannel current = FileChannel.open(target, READ, WRITE, NOFOLLOW_LINKS);
        FileLock lock = lock(current, object.key());
        PendingFile file = beside(target, object)) {
      write(file, object, source);
      boolean same =
          lock.isValid()
              && Fingerprint.of(current).sha256().equals(seen)
              && Objects.equals(identity, identity(target));
      if (same) {
        file.replace();
      }
      return same;
    }
  }

  private PendingFile beside(Path target, Sending object) throws IOException {
    Path folder = requireNonNull(target.getParent(), "an object lies below the root");
    if (swept.add(folder)) {
      PendingFile.sweep(folder);
    }
    refuseWhenFull(folder, object);
    return PendingFile.beside(target);
  }

  private static void refuseWhenFull(Path folder, Sending object) throws IOException {
    long size = object.expected().size();
    long free = free(folder);
    if (free < size) {
      throw Texts.failure("store-full", object.key(), size, free);
    }
  }

  private static void write(PendingFile file, Sending object, Source source) throws IOException {
    try (ReadableByteChannel input = source.open()) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (input.read(buffer) >= 0) {
        buffer.flip();
        int count = buffer.remaining();
        append(file, buffer, object);
        buffer.clear();
        object.add(count);
      }
    }
    // What the object will be is what the file gives back, not what was read from the source.
    if (!Fingerprint.of(file.channel().position(0)).equals(object.expected())) {
      throw Texts.failure("store-damaged", object.key());
    }
  }

  private static void append(PendingFile file, ByteBuffer buffer, Sending object)
      throws IOException {
    try {
      while (buffer.hasRemaining()) {
        file.channel().write(buffer);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      long free = free(file.folder());
      long left = object.expected().size() - object.sent();
      if (free < left) {
        throw Texts.failure(e, "store-full", object.key(), left, free);
      }
      throw e;
    }
  }

  private static FileLock lock(FileChannel channel, StoreKey key) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process: the same as by another process.
    }
    throw Texts.failure("store-busy", key);
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
  }

  /** Return the free bytes, or the greatest number if the file system does not know. */
  private static long free(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
  }
}
