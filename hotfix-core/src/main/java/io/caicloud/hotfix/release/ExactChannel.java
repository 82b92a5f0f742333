package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel that gives exactly a number of bytes, with a given fingerprint if one is given, and
 * fails otherwise, at the latest in place of the end.
 */
final class ExactChannel implements ReadableByteChannel {

  /** Gives the exception to throw. */
  @FunctionalInterface
  interface Failure {
    /**
     * Return the exception.
     *
     * @param cause why reading failed, or null if the bytes are not the expected ones
     */
    HotfixException of(@Nullable IOException cause);
  }

  private final ReadableByteChannel bytes;
  private final @Nullable Fingerprint expected;
  private final Failure failure;
  private final Fingerprint.Computation computation = new Fingerprint.Computation();
  private long left;
  private boolean checked;

  private ExactChannel(
      ReadableByteChannel bytes, long length, @Nullable Fingerprint expected, Failure failure) {
    this.bytes = bytes;
    this.left = length;
    this.expected = expected;
    this.checked = expected == null;
    this.failure = failure;
  }

  /**
   * Return the first bytes of a channel.
   *
   * @param bytes the channel; closed with the new one
   * @param length how many
   * @param failure what to throw when there are fewer
   */
  static ExactChannel ofLength(ReadableByteChannel bytes, long length, Failure failure) {
    return new ExactChannel(bytes, length, null, failure);
  }

  /**
   * Return all bytes of a channel.
   *
   * @param bytes the channel; closed with the new one
   * @param expected what they must be
   * @param failure what to throw when they are others
   */
  static ExactChannel of(ReadableByteChannel bytes, Fingerprint expected, Failure failure) {
    return new ExactChannel(bytes, expected.size(), expected, failure);
  }

  @Override
  public int read(ByteBuffer target) {
    if (left == 0) {
      checkEnd();
      return -1;
    }
    int start = target.position();
    int limit = target.limit();
    target.limit((int) Math.min(limit, start + left));
    int count = readSome(target);
    target.limit(limit);
    if (count < 0) {
      throw failure.of(null);
    }
    left -= count;
    if (expected != null) {
      computation.update(target.duplicate().flip().position(start));
    }
    return count;
  }

  private int readSome(ByteBuffer target) {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
      return bytes.read(target);
    } catch (IOException e) {
      throw failure.of(e);
    }
  }

  /** A longer source is another one, too. */
  private void checkEnd() {
    if (checked) {
      return;
    }
    if (readSome(ByteBuffer.allocate(1)) > 0 || !computation.finish().equals(expected)) {
      throw failure.of(null);
    }
    checked = true;
  }

  @Override
  public boolean isOpen() {
    return bytes.isOpen();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
