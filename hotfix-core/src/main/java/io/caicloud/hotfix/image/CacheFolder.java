package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files of a cache. Safe for use by several threads. */
final class CacheFolder {

  static final String LOCK = ".hotfix.lock";
  static final String CLOCK = ".hotfix.clock";
  static final String INDEX = "index.json";

  private static final String LAYOUT = "oci-layout";
  private static final String LAYOUT_TEXT = "{\"imageLayoutVersion\":\"1.0.0\"}";
  private static final String EMPTY_INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";
  private static final int CHUNK = 1 << 20;

  private final Path folder;
  private final Path blobs;
  private final boolean verifying;
  private final Set<Digest> proven = ConcurrentHashMap.newKeySet();

  private CacheFolder(Path folder, boolean verifying) {
    this.folder = folder;
    this.blobs = folder.resolve("blobs").resolve("sha256");
    this.verifying = verifying;
  }

  static CacheFolder open(Path given, boolean verifying) {
    try {
      Files.createDirectories(given);
      // The caller's own path may be a link; what lies below it may not.
      CacheFolder cache = new CacheFolder(given.toRealPath(), verifying);
      cache.refuseOther();
      cache.furnish();
      PendingFile.sweep(cache.folder);
      PendingFile.sweep(cache.blobs);
      return cache;
    } catch (FileAlreadyExistsException e) {
      throw unusable(given, Texts.message("cache-not-a-folder"), e);
    } catch (ClosedByInterruptException | InterruptedIOException e) {
      throw Failures.io(given.toString(), e);
    } catch (IOException e) {
      throw unusable(given, Failures.reason(e), e);
    }
  }

  private static HotfixException unusable(Path folder, Object reason, @Nullable Throwable cause) {
    return new HotfixException(
        Failures.CACHE, Texts.message("cache-unusable", folder, reason), cause);
  }

  /** Refuse a folder of other things, from which nothing must ever be removed. */
  private void refuseOther() throws IOException {
    boolean layout = Files.exists(folder.resolve(LAYOUT), NOFOLLOW_LINKS);
    if (layout) {
      return;
    }
    Set<String> ours = Set.of("blobs", INDEX, LAYOUT, LOCK, CLOCK);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        if (!ours.contains(name) && !PendingFile.isHiddenName(name)) {
          throw unusable(folder, Texts.message("cache-of-other-things", name), null);
        }
      }
    }
  }

  private void furnish() throws IOException {
    Files.createDirectories(blobs);
    for (Path each : Set.of(blobs, folder.resolve("blobs"), folder.resolve(INDEX))) {
      if (Files.isSymbolicLink(each)) {
        throw unusable(folder, Texts.message("cache-link", each), null);
      }
    }
    create(INDEX, EMPTY_INDEX);
    create(LAYOUT, LAYOUT_TEXT);
  }

  private void create(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    try (PendingFile pending = PendingFile.beside(file)) {
      pending.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      pending.place();
    } catch (FileAlreadyExistsException e) {
      // Another process makes the same cache.
    }
  }

  Path path() {
    return folder;
  }

  Path blobs() {
    return blobs;
  }

  Path blob(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void proven(Digest digest) {
    proven.add(digest);
  }

  boolean has(Descriptor blob) {
    try {
      BasicFileAttributes found = attributes(blob(blob.digest()));
      return found != null && found.isRegularFile() && found.size() == blob.size();
    } catch (IOException e) {
      return false;
    }
  }

  @Nullable FileChannel open(Descriptor blob) throws IOException {
    Path file = blob(blob.digest());
    BasicFileAttributes found = attributes(file);
    if (found == null) {
      return null;
    }
    if (!found.isRegularFile()) {
      remove(blob.digest());
      return null;
    }
    boolean rightSize = found.size() == blob.size();
    if (!rightSize || (verifying && !proven.contains(blob.digest()))) {
      if (!hashesTo(file, blob.digest())) {
        remove(blob.digest());
        return null;
      }
      proven(blob.digest());
    }
    // With the right digest and another size it is the manifest that is wrong.
    return rightSize ? openRight(file, blob) : null;
  }

  private @Nullable FileChannel openRight(Path file, Descriptor blob) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, READ, NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
    touch(blob.digest());
    return channel;
  }

  private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean hashesTo(Path file, Digest digest) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      while (channel.read(chunk.clear()) >= 0) {
        sha256.update(chunk.flip());
      }
    }
    return Digest.finish(sha256).equals(digest);
  }

  /** Remove an entry that cannot be right. If that cannot be done either, it is still not used. */
  void remove(Digest digest) {
    proven.remove(digest);
    try {
      Files.deleteIfExists(blob(digest));
    } catch (IOException e) {
      // A cache that cannot be written is used as far as it is right.
    }
  }

  /**
   * Take note that an entry was used, in its time of modification. The time comes from the file
   * system, so that machines which share it agree.
   */
  void touch(Digest digest) {
    try (FileChannel clock = FileChannel.open(file(CLOCK), CREATE, WRITE, NOFOLLOW_LINKS)) {
      clock.write(ByteBuffer.wrap(new byte[1]), 0);
      FileTime now = Files.getLastModifiedTime(file(CLOCK), NOFOLLOW_LINKS);
      Files.setLastModifiedTime(blob(digest), now);
    } catch (IOException e) {
      // Not ours to write, or interrupted: the entry only looks older than it is.
    }
  }
}
