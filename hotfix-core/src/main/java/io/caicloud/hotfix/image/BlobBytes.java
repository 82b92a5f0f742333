package io.caicloud.hotfix.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of a blob that can be read from any position. */
interface BlobBytes {

  /**
   * Read some bytes.
   *
   * @return how many, at least 1; -1 at the end, when the bytes have turned out to be right
   */
  int read(long position, ByteBuffer target) throws IOException;

  /** End the reading. Nothing else is read then. */
  void close() throws IOException;

  /** Return bytes in memory. */
  static BlobBytes of(byte[] bytes) {
    return new BlobBytes() {
      @Override
      public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count == 0 ? -1 : count;
      }

      @Override
      public void close() {
        // Memory needs no closing.
      }
    };
  }

  /** Return the bytes of a file that is known to be right. */
  static BlobBytes of(FileChannel file, long size, String label) {
    return new BlobBytes() {
      @Override
      public int read(long position, ByteBuffer target) throws IOException {
        if (position == size) {
          return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + Math.min(size, size - position)));
        try {
          int count = file.read(target, position);
          if (count < 0) {
            throw Failures.damaged("cut-off", label, size, position);
          }
          return count;
        } finally {
          target.limit(limit);
        }
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
