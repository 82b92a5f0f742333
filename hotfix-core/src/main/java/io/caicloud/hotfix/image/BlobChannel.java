package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one blob, straight from its file. Hashed on the way unless the file is known to be
 * right; then the file must not change until the end. The last bytes are given only when all are
 * right.
 */
final class BlobChannel implements ReadableByteChannel {

  private static final int CHUNK = 1 << 20;

  /** What is read: the blob of an image. */
  record Subject(Object image, Descriptor blob) {}

  private final Subject subject;
  private final Region region;
  private final FileChannel file;
  private final ProvenBlobs proven;
  private final BooleanSupplier sourceClosed;
  private final long beganNanos;
  private final @Nullable MessageDigest sha256;
  private byte[] scratch = new byte[0];
  private long position;
  private boolean finished;

  private BlobChannel(
      Subject subject, Region region, ProvenBlobs proven, BooleanSupplier sourceClosed)
      throws IOException {
    this.subject = subject;
    this.region = region;
    this.proven = proven;
    this.sourceClosed = sourceClosed;
    this.sha256 = proven.note(region, subject.blob().digest()) ? null : Digest.sha256();
    this.beganNanos = proven.now();
    this.file = region.open();
  }

  static BlobChannel open(
      Subject subject, Region region, ProvenBlobs proven, BooleanSupplier sourceClosed) {
    try {
      region.checkSize(subject.blob());
      return new BlobChannel(subject, region, proven, sourceClosed);
    } catch (HotfixException e) {
      throw Failures.about(subject.image(), e);
    } catch (IOException e) {
      throw Failures.about(subject.image(), Failures.io(region.label(), e));
    }
  }

  /** Return whether the bytes are hashed while they are read. */
  boolean hashes() {
    return sha256 != null;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (sourceClosed.getAsBoolean()) {
      close();
      throw new ClosedChannelException();
    }
    try {
      return readChecked(target);
    } catch (HotfixException e) {
      throw Failures.about(subject.image(), e);
    } catch (ClosedChannelException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw Failures.about(subject.image(), Failures.io(region.label(), e));
      }
      throw e;
    } catch (IOException e) {
      throw Failures.about(subject.image(), Failures.io(region.label(), e));
    }
  }

  private int readChecked(ByteBuffer target) throws IOException {
    if (position == region.size()) {
      finish();
      return -1;
    }
    int start = target.position();
    int limit = target.limit();
    int count = (int) Math.min(Math.min(target.remaining(), CHUNK), region.size() - position);
    target.limit(start + count);
    try {
      count = file.read(target, region.offset() + position);
    } finally {
      target.limit(limit);
    }
    if (count < 0) {
      throw Failures.damaged("cut-off", region.label(), region.size(), position);
    }
    position += count;
    hash(target.duplicate().flip().position(start));
    if (position == region.size()) {
      finish();
    }
    return count;
  }

  private void hash(ByteBuffer bytes) {
    if (sha256 == null) {
      return;
    }
    if (bytes.hasArray()) {
      sha256.update(bytes);
      return;
    }
    int count = bytes.remaining();
    if (scratch.length < count) {
      scratch = new byte[count];
    }
    bytes.get(scratch, 0, count);
    sha256.update(scratch, 0, count);
  }

  private void finish() throws IOException {
    if (finished) {
      return;
    }
    Digest expected = subject.blob().digest();
    if (sha256 != null) {
      Digest actual = Digest.finish(sha256);
      if (!actual.equals(expected)) {
        throw Failures.damaged("wrong-digest", region.label(), expected, actual);
      }
    }
    boolean unchanged = region.unchanged();
    if (sha256 == null && !unchanged) {
      throw Failures.damaged("changed-while-read", region.label());
    }
    if (sha256 != null && unchanged) {
      proven.read(region, expected, beganNanos);
    }
    finished = true;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
