package io.caicloud.hotfix.oss;

import com.aliyun.oss.model.OSSObject;
import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A range of an object. Where the connection breaks, the rest is asked for again. Not safe to share
 * between threads; an interrupt ends a read.
 */
final class ObjectChannel implements ReadableByteChannel {

  /** Asks for the range from a place on. */
  @FunctionalInterface
  interface Opener {
    /** Return the object with its content from there on, closed by force to end it. */
    OSSObject open(long offset);
  }

  private static final int CHUNK = 64 * 1024;
  private static final int REOPENS = 5;

  private final String address;
  private final Opener opener;
  private final Supplier<HotfixException> tooShort;
  private final long end;
  private long position;
  private int reopened;
  private boolean open = true;
  private @Nullable OSSObject object;

  ObjectChannel(String address, Opener opener, long[] range, Supplier<HotfixException> tooShort) {
    this.address = address;
    this.opener = opener;
    this.position = range[0];
    this.end = range[1];
    this.tooShort = tooShort;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    Attempts.refuseWhenInterrupted(address);
    if (position == end) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    byte[] bytes = new byte[(int) Math.min(Math.min(CHUNK, target.remaining()), end - position)];
    int count = readOrReopen(bytes);
    target.put(bytes, 0, count);
    position += count;
    return count;
  }

  private int readOrReopen(byte[] bytes) {
    while (true) {
      OSSObject current = object == null ? opener.open(position) : object;
      object = current;
      try {
        InputStream in = current.getObjectContent();
        int count = new Abortion(() -> abandon(current)).during(() -> in.read(bytes));
        if (count > 0) {
          reopened = 0;
          return count;
        }
        throw new java.io.EOFException("the answer ended too soon");
      } catch (ClosedByInterruptException e) {
        throw Texts.failure(e, "interrupted", address);
      } catch (IOException e) {
        drop();
        if (++reopened > REOPENS) {
          throw e instanceof java.io.EOFException
              ? tooShort.get()
              : Texts.failure(e, "store-unreachable", address, e);
        }
      }
    }
  }

  private static void abandon(OSSObject object) {
    try {
      object.forcedClose();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }

  private void drop() {
    if (object != null) {
      abandon(object);
      object = null;
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    drop();
  }
}
