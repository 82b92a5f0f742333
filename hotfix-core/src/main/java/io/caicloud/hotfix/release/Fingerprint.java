package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.function.Consumer;

/**
 * What identifies bytes: their number, SHA-256, and the CRC-64 that object stores compute
 * themselves.
 *
 * @param size the number of bytes
 * @param sha256 the SHA-256
 * @param crc64 the CRC-64/XZ, an unsigned number of 64 bits
 */
public record Fingerprint(long size, Digest sha256, long crc64) {

  private static final int BUFFER = 256 * 1024;

  /** Checks that the digest is there. */
  public Fingerprint {
    requireNonNull(sha256, "sha256");
  }

  /**
   * Return the fingerprint of bytes.
   *
   * @param bytes the bytes
   */
  public static Fingerprint of(byte[] bytes) {
    Computation computation = new Computation();
    computation.update(ByteBuffer.wrap(bytes));
    return computation.finish();
  }

  /**
   * Read a channel to its end. The thread may be interrupted meanwhile.
   *
   * @param channel what to read; stays open
   * @throws IOException if reading fails
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code interrupted} if the thread
   *     was interrupted
   */
  public static Fingerprint of(ReadableByteChannel channel) throws IOException {
    return of(channel, bytes -> {});
  }

  /** Do the same, and show all bytes to somebody else. */
  static Fingerprint of(ReadableByteChannel channel, Consumer<ByteBuffer> other)
      throws IOException {
    Computation computation = new Computation();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (channel.read(buffer) >= 0) {
      Texts.refuseWhenInterrupted("sha256");
      computation.update(buffer.flip().duplicate());
      other.accept(buffer);
      buffer.clear();
    }
    return computation.finish();
  }

  /** Return the size and the SHA-256 in words. */
  @Override
  public String toString() {
    return sha256 + " (" + size + " bytes)";
  }

  /** A fingerprint of the bytes seen so far. Not safe to share between threads. */
  static final class Computation {
    private final MessageDigest sha256 = Digest.sha256();
    private final Crc64 crc64 = new Crc64();
    private long size;

    /** Take the remaining bytes of the buffer. */
    void update(ByteBuffer bytes) {
      size += bytes.remaining();
      crc64.update(bytes.duplicate());
      sha256.update(bytes);
    }

    /** Return the fingerprint; the computation is over. */
    Fingerprint finish() {
      return new Fingerprint(size, Digest.finish(sha256), crc64.value());
    }
  }
}
