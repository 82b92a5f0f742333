package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.Stretch.Level;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * The tar archive in a package of our own form as a stream that steps over large contents without
 * reading them, since the layout says where everything is.
 */
final class FrameInput extends InputStream {

  private final FrameReader reader;
  private final Level level;
  private final long length;
  private long position;

  FrameInput(FileChannel file, StoredGzip gzip) {
    this.reader = new FrameReader(file, FrameWriter.SMALL_CHUNK);
    this.level = new Level(gzip, null, 0);
    this.length = gzip.length();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int size) throws IOException {
    Objects.checkFromIndexSize(offset, size, bytes.length);
    if (position == length) {
      return -1;
    }
    int count = (int) Math.min(size, length - position);
    ByteBuffer target = ByteBuffer.wrap(bytes, offset, count);
    Stretch stretch = new Stretch(level, position, count, new Stretch.Source.Manifest());
    reader.read(stretch, count, new Copy(target));
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, length - position));
    position += skipped;
    return skipped;
  }

  @Override
  public void skipNBytes(long count) throws EOFException {
    if (skip(count) < count) {
      throw new EOFException();
    }
  }

  /** Fills a buffer; a wrong frame stops it. */
  private record Copy(ByteBuffer target) implements FrameReader.Sink {
    @Override
    public void content(ByteBuffer bytes, long at) {
      target.put(bytes);
    }

    @Override
    public void badFrame(long at, ByteBuffer expected, ByteBuffer found) {
      throw Damage.at("frame", at, Damage.hex(expected), Damage.hex(found));
    }
  }
}
