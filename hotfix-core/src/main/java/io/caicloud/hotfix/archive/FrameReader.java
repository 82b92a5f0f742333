package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.FrameCursor.Step;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads stretches from their places in the package file: the way of {@link FrameWriter} back. Used
 * by one thread at a time.
 */
final class FrameReader {

  /** Takes what is read. */
  interface Sink {

    /**
     * Take content.
     *
     * @param bytes the bytes, valid during the call
     * @param position where they are in the file
     */
    void content(ByteBuffer bytes, long position);

    /** Learn of a frame that is not what the layout asks for; reading goes on by the layout. */
    void badFrame(long position, ByteBuffer expected, ByteBuffer found);
  }

  private static final int MOST_FRAME = 2 * StoredGzip.BLOCK_HEADER;

  private final FileChannel file;
  private final ByteBuffer buffer;
  private long bufferEnd;

  /** Start reading; a large chunk is for long stretches. */
  FrameReader(FileChannel file, int chunk) {
    this.file = file;
    this.buffer = ByteBuffer.allocateDirect(chunk);
    buffer.limit(0);
  }

  /** Read the next bytes of a stretch. */
  void read(Stretch stretch, long count, Sink sink) throws IOException {
    seek(stretch.cursor().filePosition());
    long left = count;
    while (left > 0) {
      fill(left);
      if (!buffer.hasRemaining()) {
        throw new EOFException();
      }
      if (stretch.cursor().step() == Step.CONTENT) {
        int room = Math.min(stretch.cursor().room(), buffer.remaining());
        left -= content(stretch, (int) Math.min(left, room), sink);
      } else {
        header(stretch, sink);
      }
    }
  }

  private int content(Stretch stretch, int size, Sink sink) {
    ByteBuffer slice = buffer.slice(buffer.position(), size);
    sink.content(slice, position());
    stretch.outerCrc().update(slice.rewind());
    stretch.innerCrc().update(slice.rewind());
    buffer.position(buffer.position() + size);
    stretch.cursor().advance(size);
    return size;
  }

  private void header(Stretch stretch, Sink sink) {
    boolean content = stretch.cursor().step() == Step.INNER_HEADER;
    ByteBuffer expected = stretch.cursor().header();
    ByteBuffer found = buffer.slice(buffer.position(), expected.remaining());
    if (content) {
      stretch.outerCrc().update(found.duplicate());
    }
    if (!expected.equals(found)) {
      sink.badFrame(position(), expected, found);
    }
    buffer.position(buffer.position() + found.remaining());
  }

  private long position() {
    return bufferEnd - buffer.remaining();
  }

  private void seek(long position) {
    long back = bufferEnd - position;
    if (back >= 0 && back <= buffer.limit()) {
      buffer.position(buffer.limit() - (int) back);
    } else {
      buffer.limit(0);
      bufferEnd = position;
    }
  }

  /** Have the next frame in the buffer, and not much more than may be of use. */
  private void fill(long left) throws IOException {
    if (buffer.remaining() >= MOST_FRAME) {
      return;
    }
    buffer.compact();
    long useful = left + MOST_FRAME * (left / StoredGzip.BLOCK + 2);
    buffer.limit((int) Math.min(buffer.capacity(), useful));
    int size = 0;
    while (buffer.hasRemaining() && size >= 0) {
      size = file.read(buffer, bufferEnd);
      bufferEnd += Math.max(0, size);
    }
    buffer.flip();
  }
}
