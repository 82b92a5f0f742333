package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.FrameCursor.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * Writes stretches to their places in the package file, with the frames of both levels between
 * their bytes. Each thread has one; the file they share is written by position.
 *
 * <p>Content is read straight into its final place in the output buffer, so it is copied neither
 * between buffers nor between files.
 */
final class FrameWriter {

  /** What is read and written at once where much is to be copied. */
  static final int CHUNK = 1 << 20;

  /** The same for small files. */
  static final int SMALL_CHUNK = 1 << 16;

  private static final int MOST_FRAME = 2 * StoredGzip.BLOCK_HEADER;

  private final FileChannel file;
  private final WriteMonitor monitor;
  private final ByteBuffer buffer;

  FrameWriter(FileChannel file, WriteMonitor monitor, int chunk) {
    this.buffer = ByteBuffer.allocateDirect(chunk + headers(chunk));
    this.file = file;
    this.monitor = monitor;
  }

  /** Write bytes that are the whole of a stretch. */
  void write(Stretch stretch, ByteBuffer bytes) throws IOException {
    copy(stretch, new BufferChannel(bytes.duplicate()), bytes.remaining());
  }

  /** Write the next bytes of a stretch. */
  void copy(Stretch stretch, ReadableByteChannel in, long count) throws IOException {
    FrameCursor cursor = stretch.cursor();
    long position = cursor.filePosition();
    long left = count;
    while (left > 0) {
      if (buffer.remaining() <= MOST_FRAME) {
        position = flush(position);
      }
      if (cursor.step() == Step.CONTENT) {
        int size = (int) Math.min(left, Math.min(cursor.room(), buffer.remaining()));
        content(stretch, in, size);
        left -= size;
      } else {
        header(stretch);
      }
    }
    flush(position);
  }

  /** Return the room for the headers that one chunk can need, so that a chunk is one write. */
  private static int headers(int chunk) {
    return MOST_FRAME * (chunk / StoredGzip.BLOCK + 3);
  }

  private void header(Stretch stretch) {
    boolean content = stretch.cursor().step() == Step.INNER_HEADER;
    ByteBuffer header = stretch.cursor().header();
    if (content) {
      stretch.outerCrc().update(header.duplicate());
    }
    buffer.put(header);
  }

  private void content(Stretch stretch, ReadableByteChannel in, int size) throws IOException {
    ByteBuffer slice = buffer.slice(buffer.position(), size);
    while (slice.hasRemaining()) {
      monitor.check();
      in.read(slice);
    }
    stretch.outerCrc().update(slice.rewind());
    stretch.innerCrc().update(slice.rewind());
    buffer.position(buffer.position() + size);
    stretch.cursor().advance(size);
  }

  private long flush(long position) throws IOException {
    monitor.check();
    buffer.flip();
    int size = buffer.remaining();
    long at = position;
    while (buffer.hasRemaining()) {
      at += file.write(buffer, at);
    }
    buffer.clear();
    monitor.add(size);
    return at;
  }
}
