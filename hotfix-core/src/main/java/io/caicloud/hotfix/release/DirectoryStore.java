package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A release store in a directory, where the key of an object is its path. Objects are written
 * beside their place under a hidden name, synced, read back, and put in place by hard link, so the
 * file system must know hard links. Symbolic links below the directory are refused, never followed;
 * the directory itself may be one and need not exist before the first put. A replacement is safe
 * against others who replace through this class, on this machine. Safe to share between threads and
 * processes.
 */
public final class DirectoryStore implements ReleaseStore {

  private final StorePaths paths;
  private final Function<StoreKey, String> addresses;
  private final DirectoryWriter writer;

  private DirectoryStore(Path root, Function<StoreKey, String> addresses) {
    this.paths = new StorePaths(root.toAbsolutePath().normalize());
    this.writer = new DirectoryWriter(paths);
    this.addresses = addresses;
  }

  /**
   * Return the store in a directory; addresses are the paths of its files.
   *
   * @param root the directory; made by the first put if it is not there
   */
  public static DirectoryStore at(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    return new DirectoryStore(absolute, key -> absolute + "/" + key);
  }

  /**
   * Return the store in a directory that others see under an address of its own, such as the mirror
   * of a bucket.
   *
   * @param root the directory; made by the first put if it is not there
   * @param address what stands before the keys, such as {@code oss://infra-release}
   */
  public static DirectoryStore at(Path root, String address) {
    String base = address.endsWith("/") ? address : address + "/";
    return new DirectoryStore(root, key -> base + key);
  }

  @Override
  public Optional<StoredObject> stat(StoreKey key) {
    return at(key, () -> paths.find(key).map(found -> StoredObject.of(key, found.size())));
  }

  @Override
  public Placement putIfAbsent(StoreKey key, Content content, ProgressListener listener) {
    Sending object = new Sending(key, content.fingerprint(), listener);
    boolean created = placeIfAbsent(object, content::open);
    return new Placement(StoredObject.of(key, content.fingerprint()), created, object.sent());
  }

  @Override
  public Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected) {
    Sending object = new Sending(to, expected, ProgressListener.NONE);
    boolean created = placeIfAbsent(object, () -> openWhole(from, expected));
    return new Placement(StoredObject.of(to, expected), created, 0);
  }

  @Override
  public Placement replaceIfDigestIs(StoreKey key, Digest seen, Content content) {
    Sending object = new Sending(key, content.fingerprint(), ProgressListener.NONE);
    boolean created =
        look(key, object.expected()).state() != Lookup.State.IDENTICAL
            && at(key, () -> writer.replace(object, seen, content::open));
    if (!created) {
      refuseUnlessIdentical(key, seen, look(key, object.expected()));
    }
    return new Placement(StoredObject.of(key, object.expected()), created, object.sent());
  }

  @Override
  public ReadableByteChannel open(StoreKey key, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    FileChannel file = openFile(key);
    return ExactChannel.ofLength(
        at(key, () -> file.position(offset)), length, cause -> damagedOr(key, cause));
  }

  @Override
  public StorePage list(String prefix, String page) {
    requireNonNull(prefix, "prefix");
    Texts.refuseWhenInterrupted(prefix);
    try {
      return DirectoryListing.page(paths.root(), prefix, page);
    } catch (IOException e) {
      throw Texts.failure(e, "store-failed", paths.root(), e);
    }
  }

  @Override
  public String address(StoreKey key) {
    return addresses.apply(key);
  }

  /** Do nothing: a directory needs no closing. */
  @Override
  public void close() {}

  /** Return the directory. */
  @Override
  public String toString() {
    return paths.root().toString();
  }

  /** Return whether this call made the object. */
  private boolean placeIfAbsent(Sending object, DirectoryWriter.Source source) {
    Lookup there = look(object.key(), object.expected());
    if (there.state() == Lookup.State.ABSENT) {
      if (at(object.key(), () -> writer.place(object, source))) {
        return true;
      }
      there = look(object.key(), object.expected());
    }
    refuseUnlessIdentical(object.key(), object.expected(), there);
    return false;
  }

  private static void refuseUnlessIdentical(StoreKey key, Object expected, Lookup there) {
    if (there.state() != Lookup.State.IDENTICAL) {
      throw new StoreConflictException(key, expected, there);
    }
  }

  private ReadableByteChannel openWhole(StoreKey key, Fingerprint expected) {
    return ExactChannel.of(openFile(key), expected, cause -> damagedOr(key, cause));
  }

  private FileChannel openFile(StoreKey key) {
    return at(
        key,
        () -> {
          StorePaths.Found file =
              paths.find(key).orElseThrow(() -> Texts.failure("store-missing", key));
          return FileChannel.open(file.path(), READ, NOFOLLOW_LINKS);
        });
  }

  private static HotfixException damagedOr(StoreKey key, @Nullable IOException cause) {
    return cause == null ? Texts.failure("store-damaged", key) : failure(key, cause);
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  private static <T> T at(StoreKey key, Action<T> action) {
    Texts.refuseWhenInterrupted(key);
    try {
      return action.run();
    } catch (IOException e) {
      throw failure(key, e);
    } catch (UnsupportedOperationException e) {
      throw Texts.failure(e, "store-unsupported", key);
    }
  }

  private static HotfixException failure(StoreKey key, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return Texts.failure(cause, "store-missing", key);
    }
    if (cause instanceof AccessDeniedException) {
      return Texts.failure(cause, "store-denied", key, cause);
    }
    return Texts.failure(cause, "store-failed", key, cause);
  }
}
