package io.caicloud.hotfix.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A tar file that may be compressed, as a stream of its plain bytes. What expands far beyond what
 * real contents do is refused before it costs more.
 */
final class ExpandedInput extends FilterInputStream {

  /** Deflate shrinks at most 1,032 times; real packages not even ten times. */
  private static final long MOST_RATIO = 200;

  private static final long ALWAYS_ALLOWED = 64 << 20;

  private final long limit;
  private long expanded;

  private ExpandedInput(InputStream plain, long limit) {
    super(plain);
    this.limit = limit;
  }

  /** Return the plain bytes of a file of the given size. */
  static InputStream of(InputStream file, long size) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(file, 1 << 16);
    buffered.mark(2);
    byte[] start = buffered.readNBytes(2);
    buffered.reset();
    return GzipInput.isGzip(start)
        ? new ExpandedInput(new GzipInput(buffered), Math.max(ALWAYS_ALLOWED, MOST_RATIO * size))
        : buffered;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int size = super.read(bytes, offset, length);
    count(Math.max(0, size));
    return size;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) {
    expanded += bytes;
    if (expanded > limit) {
      throw Damage.at("expands", limit);
    }
  }
}
