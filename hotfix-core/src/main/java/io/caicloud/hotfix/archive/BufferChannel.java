package io.caicloud.hotfix.archive;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a buffer as a channel. */
record BufferChannel(ByteBuffer source) implements ReadableByteChannel {

  @Override
  public int read(ByteBuffer target) {
    if (!source.hasRemaining()) {
      return -1;
    }
    int size = Math.min(source.remaining(), target.remaining());
    target.put(target.position(), source, source.position(), size);
    target.position(target.position() + size);
    source.position(source.position() + size);
    return size;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // A buffer holds nothing open.
  }
}
