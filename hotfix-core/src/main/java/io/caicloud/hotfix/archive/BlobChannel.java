package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

/**
 * A blob as its source gives it, held to the promised size: what ends early or goes on is damaged,
 * and what fails is unreadable, each with the blob's name.
 */
final class BlobChannel implements ReadableByteChannel {

  private final ReadableByteChannel source;
  private final Descriptor blob;
  private final WriteMonitor monitor;
  private long left;
  private long told;

  BlobChannel(ReadableByteChannel source, Descriptor blob, WriteMonitor monitor) {
    this.source = source;
    this.blob = blob;
    this.monitor = monitor;
    this.left = blob.size();
  }

  @Override
  public int read(ByteBuffer target) {
    int size = readSource(target);
    if (size < 0) {
      throw Texts.failure("image-damaged.short", blob.digest(), blob.size() - left, blob.size());
    }
    left -= size;
    tell();
    return size;
  }

  private void tell() {
    long read = blob.size() - left;
    if (left == 0 || read - told >= FrameWriter.CHUNK) {
      told = read;
      monitor.blob(blob, read);
    }
  }

  /** Let the source reach its end, where it checks the digest. */
  void finish() {
    if (left != 0) {
      throw new IllegalStateException(left + " bytes of " + blob.digest() + " are not read");
    }
    ByteBuffer one = ByteBuffer.allocate(1);
    int size = 0;
    while (size == 0) {
      size = readSource(one);
    }
    if (size > 0) {
      throw Texts.failure("image-damaged.long", blob.digest(), blob.size());
    }
  }

  private int readSource(ByteBuffer target) {
    try {
      return source.read(target);
    } catch (ClosedByInterruptException e) {
      throw Texts.failure(e, "interrupted");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private HotfixException unreadable(IOException e) {
    return Texts.failure(e, "image-unreadable", blob.digest(), Texts.reason(e));
  }

  @Override
  public boolean isOpen() {
    return source.isOpen();
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
