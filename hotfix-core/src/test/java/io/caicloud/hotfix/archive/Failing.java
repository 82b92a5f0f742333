package io.caicloud.hotfix.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Channels that do not do what they should. */
final class Failing {

  /** Cannot be read. */
  static final ReadableByteChannel CHANNEL =
      channel(
          target -> {
            throw new IOException("the cable is out");
          });

  private Failing() {}

  /** What reading does. */
  interface Read {
    int read(ByteBuffer target) throws IOException;
  }

  /** Return a channel that never ends. */
  static ReadableByteChannel endless() {
    return channel(
        target -> {
          int size = target.remaining();
          target.position(target.limit());
          return size;
        });
  }

  static ReadableByteChannel channel(Read read) {
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        return read.read(target);
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
