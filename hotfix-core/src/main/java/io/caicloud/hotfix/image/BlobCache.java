package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that keeps blobs, manifests and what tags meant, so that a second build takes them from
 * the disk. It is an OCI image layout ({@code oci-layout}, {@code index.json}, {@code
 * blobs/sha256/…}): {@code skopeo copy oci:FOLDER:HOST/PROJECT/NAME:TAG …} reads what was kept, and
 * what {@code skopeo copy … oci:FOLDER:HOST/PROJECT/NAME:TAG} or {@code --dest-shared-blob-dir
 * FOLDER/blobs} wrote is used.
 *
 * <p>Defaults: no limit of size, since the folder may hold what others put there, and only who
 * knows the disk can say how much of it is to spare; entries are trusted by their name, because
 * nothing gets a name before its digest was right; entries are on the disk before they get their
 * name.
 *
 * <p>Several processes may use a folder at once: an entry appears whole or not at all, {@code
 * index.json} is changed under a lock and replaced as a whole, and what killed processes left half
 * written is removed. An entry of the wrong size or kind is removed and never used. Symbolic links
 * in the folder are not followed. Safe to share between threads and sources; it holds no file open.
 */
public final class BlobCache {

  private final CacheFolder folder;
  private final CacheIndex index;
  private final CacheEviction eviction;
  private final boolean durable;

  private BlobCache(Builder builder, CacheFolder folder) {
    this.folder = folder;
    this.durable = builder.durable;
    this.index = new CacheIndex(folder, durable);
    this.eviction = new CacheEviction(folder, index, builder.mostBytes);
  }

  /**
   * Open a cache with the defaults.
   *
   * @param folder the folder, made if it is missing
   * @throws HotfixException with code {@code cache-unusable} if it cannot be made or read, or holds
   *     something else
   */
  public static BlobCache at(Path folder) {
    return builder(folder).open();
  }

  /**
   * Return a builder with the defaults.
   *
   * @param folder the folder, made if it is missing
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Return the folder. */
  public Path folder() {
    return folder.path();
  }

  /**
   * Open an entry, or return null if there is none that can be right.
   *
   * @throws IOException if it is there but cannot be read, or the thread is interrupted
   */
  @Nullable FileChannel open(Descriptor blob) throws IOException {
    return folder.open(blob);
  }

  /** Return whether there is an entry of the right size, without opening it. */
  boolean has(Descriptor blob) {
    return folder.has(blob);
  }

  /** Read a small entry and check its digest; return null if there is none that is right. */
  byte @Nullable [] bytes(Descriptor blob, int budget) throws IOException {
    if (blob.size() > budget) {
      return null;
    }
    try (FileChannel file = folder.open(blob)) {
      if (file == null) {
        return null;
      }
      byte[] bytes = Channels.newInputStream(file).readNBytes((int) blob.size());
      if (Digest.of(bytes).equals(blob.digest())) {
        return bytes;
      }
    }
    folder.remove(blob.digest());
    return null;
  }

  /** Start an entry. It has no name until {@link #keep}, and is gone if it is closed before. */
  PendingFile begin(Digest digest) throws IOException {
    return PendingFile.beside(folder.blob(digest));
  }

  /** Give an entry that was written, and whose digest was right, its name. */
  void keep(Digest digest, PendingFile entry) throws IOException {
    try {
      if (durable) {
        entry.place();
      } else {
        entry.placeUnsynced();
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster with the same bytes.
    }
    folder.proven(digest);
    eviction.trim();
  }

  /** Keep bytes whose digest is right. */
  void put(Descriptor blob, byte[] bytes) throws IOException {
    if (folder.has(blob)) {
      folder.touch(blob.digest());
      return;
    }
    try (PendingFile entry = begin(blob.digest())) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        entry.channel().write(left);
      }
      keep(blob.digest(), entry);
    }
  }

  /** Return what a name such as {@code HOST/PROJECT/NAME:TAG} stands for. */
  Optional<ImageIndex.Entry> named(String name) {
    return index.find(name);
  }

  /** Return all names. */
  List<String> names() {
    return index.entries().stream().flatMap(entry -> entry.names().stream()).distinct().toList();
  }

  /** Let a name stand for a manifest or index that was put here. */
  void name(String name, CacheIndex.Target target) throws IOException {
    index.put(name, target);
  }

  /** Keep an entry from being removed to make room, until {@link #release} as often as this. */
  void hold(Digest digest) {
    eviction.hold(digest);
  }

  /** End a {@link #hold}. */
  void release(Digest digest) {
    eviction.release(digest);
  }

  /** Remove what was used least recently until the limit is kept. */
  void trim() throws IOException {
    eviction.trim();
  }

  /** Return the folder. */
  @Override
  public String toString() {
    return folder.path().toString();
  }

  /** Collects what a cache may have besides its defaults. Not safe for use by several threads. */
  public static final class Builder {

    private final Path folder;
    private long mostBytes = Long.MAX_VALUE;
    private boolean verifying;
    private boolean durable = true;

    private Builder(Path folder) {
      this.folder = requireNonNull(folder, "folder");
    }

    /**
     * Remove the entries used least recently when all together are larger than this. Those of
     * images that an open source of this process resolved stay, even if that is more.
     *
     * @param bytes the most bytes of all entries
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder mostBytes(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("not a positive number of bytes: " + bytes);
      }
      this.mostBytes = bytes;
      return this;
    }

    /**
     * Say whether entries are hashed before their first use, which takes 0.7 to 1 second for each
     * GB; one that is damaged is removed and fetched again. False by default.
     *
     * @param hashFirst true to hash them
     */
    public Builder verifying(boolean hashFirst) {
      this.verifying = hashFirst;
      return this;
    }

    /**
     * Say whether an entry's bytes must be on the disk before it gets its name. If not, a power
     * failure may leave an entry with wrong bytes. True by default.
     *
     * @param synced true to wait for the disk
     */
    public Builder durable(boolean synced) {
      this.durable = synced;
      return this;
    }

    /**
     * Open the cache.
     *
     * @throws HotfixException as {@link BlobCache#at}
     */
    public BlobCache open() {
      return new BlobCache(this, CacheFolder.open(folder, verifying));
    }
  }
}
