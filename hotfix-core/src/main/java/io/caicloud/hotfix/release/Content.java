package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to store: a file, or a few bytes in memory, with their fingerprint. Can be opened again and
 * again, at any place, by several threads; a file that changes after its fingerprint was taken is
 * noticed when it is read.
 */
public final class Content {

  private final Fingerprint fingerprint;
  private final @Nullable Path file;
  private final byte[] bytes;
  private final Parts parts;

  /** The MD5 of each part, taken along with the fingerprint; a size of 0 if there are none. */
  private record Parts(long size, List<byte[]> md5s) {
    static final Parts NONE = new Parts(0, List.of());
  }

  private Content(Fingerprint fingerprint, @Nullable Path file, byte[] bytes, Parts parts) {
    this.fingerprint = fingerprint;
    this.file = file;
    this.bytes = bytes;
    this.parts = parts;
  }

  /**
   * Return bytes in memory.
   *
   * @param bytes the bytes, copied
   */
  public static Content of(byte[] bytes) {
    return new Content(Fingerprint.of(bytes), null, bytes.clone(), Parts.NONE);
  }

  /**
   * Read a file once and take its fingerprint.
   *
   * @param file a regular file; a symbolic link is refused
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-unreadable} if it is
   *     none or cannot be read, {@code interrupted} if the thread was interrupted
   */
  public static Content read(Path file) {
    return read(file, 0);
  }

  /**
   * Read a file once and take its fingerprint, and with it the MD5 of every part.
   *
   * @param file a regular file; a symbolic link is refused
   * @param partSize the size of the parts in bytes, of the last one at most; 0 for no MD5s
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-unreadable} if it is
   *     none or cannot be read, {@code interrupted} if the thread was interrupted
   */
  public static Content read(Path file, long partSize) {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw Texts.failure("source-unreadable", file, "not a regular file");
    }
    try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      if (partSize == 0) {
        return new Content(Fingerprint.of(channel), file, new byte[0], Parts.NONE);
      }
      PartDigests digests = new PartDigests(partSize);
      Fingerprint fingerprint = Fingerprint.of(channel, digests::update);
      return new Content(fingerprint, file, new byte[0], new Parts(partSize, digests.finish()));
    } catch (IOException e) {
      throw Texts.failure(e, "source-unreadable", file, e);
    }
  }

  /** Return size and digests. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** Return the number of bytes. */
  public long size() {
    return fingerprint.size();
  }

  /**
   * Return the MD5 of every part, in order; of no bytes that of the one empty part. They were taken
   * with the fingerprint if it was for parts of this size, else the bytes are read for it now.
   *
   * @param partSize the size of the parts in bytes, of the last one at most
   * @return arrays that the caller leaves as they are
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-unreadable}, {@code
   *     source-changed} or {@code interrupted}
   */
  public List<byte[]> partMd5s(long partSize) {
    if (partSize == parts.size()) {
      return parts.md5s();
    }
    PartDigests digests = new PartDigests(partSize);
    try (ReadableByteChannel channel = open()) {
      Fingerprint.of(channel, digests::update);
    } catch (IOException e) {
      throw failure(e);
    }
    return digests.finish();
  }

  /**
   * Open all bytes. The channel gives exactly the bytes of the fingerprint: it throws {@code
   * source-changed}, at the latest in place of the end, when the file has others by now.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-unreadable} or
   *     {@code source-changed}
   */
  public ReadableByteChannel open() {
    return ExactChannel.of(openAt(0), fingerprint, this::failure);
  }

  /**
   * Open a range. The channel gives exactly that many bytes, or throws {@code source-changed} when
   * the file has become shorter; whether the bytes are still the same is for the caller to find out
   * when it has them all.
   *
   * @param offset where to begin
   * @param length how many bytes
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-unreadable} or
   *     {@code source-changed}
   * @throws IndexOutOfBoundsException if the range is not within the size
   */
  public ReadableByteChannel open(long offset, long length) {
    long end = fingerprint.size();
    Objects.checkFromIndexSize(offset, length, end);
    return ExactChannel.ofLength(openAt(offset), length, this::failure);
  }

  private ReadableByteChannel openAt(long offset) {
    if (file == null) {
      int start = Math.toIntExact(offset);
      return Channels.newChannel(new ByteArrayInputStream(bytes, start, bytes.length - start));
    }
    try {
      FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS);
      return channel.position(offset);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private HotfixException failure(@Nullable IOException cause) {
    Object name = file == null ? "bytes" : file;
    return cause == null
        ? Texts.failure("source-changed", name)
        : Texts.failure(cause, "source-unreadable", name, cause);
  }

  /** Return the fingerprint in words. */
  @Override
  public String toString() {
    return fingerprint.toString();
  }
}
