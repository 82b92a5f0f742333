package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cache that lives as long as its source, for blobs that several images share when there is no
 * other cache. Made when it is first needed; then it also removes what killed processes of the same
 * user left.
 *
 * <p>A lock tells a folder in use from one that was left. The operating system ends a lock when its
 * process closes any channel on the file, so folders of the own process are told by their name and
 * their locks never opened a second time.
 */
final class ScratchFolder {

  static final String PREFIX = "hotfix-images-";
  static final String LOCK = "lock";

  private static final String OWN = PREFIX + UUID.randomUUID() + "-";

  private final @Nullable Path parent;
  private final Consumer<Message> warnings;
  private @Nullable Path folder;
  private @Nullable FileChannel lock;
  private @Nullable CacheUse use;
  private boolean given;

  ScratchFolder(@Nullable Path parent, Consumer<Message> warnings) {
    this.parent = parent;
    this.warnings = warnings;
  }

  /** Return the cache, or null if it cannot be made; that is told once. */
  synchronized @Nullable CacheUse use() {
    if (!given) {
      given = true;
      try {
        Path made =
            parent == null
                ? Files.createTempDirectory(OWN)
                : Files.createTempDirectory(parent, OWN);
        folder = made;
        FileChannel held = FileChannel.open(made.resolve(LOCK), CREATE_NEW, WRITE);
        lock = held;
        if (held.tryLock() == null) {
          throw new IOException("another process took it for abandoned");
        }
        sweep(made);
        use =
            new CacheUse(BlobCache.builder(made.resolve("cache")).durable(false).open(), warnings);
      } catch (IOException e) {
        Object place = parent == null ? "java.io.tmpdir" : parent;
        warnings.accept(Texts.message("cache-unwritable", place, Failures.reason(e)));
      }
    }
    return use;
  }

  synchronized void delete() {
    given = true;
    use = null;
    Path made = folder;
    if (made == null) {
      return;
    }
    folder = null;
    try {
      deleteAll(made);
      FileChannel held = lock;
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      warnings.accept(Texts.message("scratch-left", made, Failures.reason(e)));
    }
  }

  /** Remove the folders beside that nobody uses. What cannot be removed stays. */
  private static void sweep(Path own) {
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(own.resolveSibling("."), PREFIX + "*")) {
      UserPrincipal user = Files.getOwner(own, NOFOLLOW_LINKS);
      for (Path other : beside) {
        if (!String.valueOf(other.getFileName()).startsWith(OWN)) {
          removeIfAbandoned(other, user);
        }
      }
    } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
      // The folder cannot be listed, or knows no owners: then nothing is removed.
    }
  }

  private static void removeIfAbandoned(Path other, UserPrincipal user) {
    try {
      if (!Files.isDirectory(other, NOFOLLOW_LINKS)
          || !Files.getOwner(other, NOFOLLOW_LINKS).equals(user)) {
        return;
      }
      try (FileChannel file = FileChannel.open(other.resolve(LOCK), WRITE, NOFOLLOW_LINKS);
          FileLock unused = file.tryLock()) {
        if (unused != null) {
          deleteAll(other);
        }
      }
    } catch (IOException e) {
      // Gone by now, or just made and not locked yet.
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
