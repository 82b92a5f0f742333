package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

/** A blob being read, whose failures name image, origin and blob. */
final class OpenBlob implements ReadableByteChannel {

  private final ImageOrigin origin;
  private final Descriptor blob;
  private final BlobBytes bytes;
  private final Consumer<OpenBlob> ended;
  private long position;
  private volatile boolean open = true;

  OpenBlob(ImageOrigin origin, Descriptor blob, BlobBytes bytes, Consumer<OpenBlob> ended) {
    this.origin = origin;
    this.blob = blob;
    this.bytes = bytes;
    this.ended = ended;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw Failures.io(origin.label(blob.digest()), new InterruptedIOException());
      }
      int count = bytes.read(position, target);
      position += Math.max(0, count);
      return count;
    } catch (HotfixException e) {
      throw orClosed(origin.about(blob, e));
    } catch (IOException e) {
      throw orClosed(origin.about(blob, Failures.io(origin.label(blob.digest()), e)));
    } catch (IllegalStateException e) {
      throw orClosed(e);
    }
  }

  /** Return what to throw: what happens to a channel that was closed meanwhile is no news. */
  private RuntimeException orClosed(RuntimeException failure) throws ClosedChannelException {
    if (!open && !Thread.currentThread().isInterrupted()) {
      throw new ClosedChannelException();
    }
    return failure;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      ended.accept(this);
      bytes.close();
    }
  }
}
