package io.caicloud.hotfix.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of one gzip member that must be the whole of its file. Unlike the platform's own
 * stream it refuses a second member and whatever else follows.
 */
final class GzipInput extends InputStream {

  private static final int MAGIC = 0x8b1f;
  private static final int HEADER = 10;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAG_CRC = 2;
  private static final int MOST_TEXT = 1 << 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int inputSize;
  private boolean ended;

  GzipInput(InputStream in) throws IOException {
    this.in = in;
    byte[] header = bytes(HEADER);
    if (!isGzip(header) || header[2] != 8) {
      throw Damage.at("gzip-header");
    }
    skipOptional(header[3]);
  }

  static boolean isGzip(byte[] start) {
    return start.length >= 2 && ((start[0] & 0xff) | (start[1] & 0xff) << 8) == MAGIC;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    try {
      int size = 0;
      while (size == 0 && length > 0 && !inflater.finished()) {
        size = inflate(bytes, offset, length);
      }
      crc.update(bytes, offset, size);
      if (size == 0 && length > 0) {
        requireEnd();
        return -1;
      }
      return size;
    } catch (DataFormatException e) {
      throw Damage.at("gzip-data", Texts.reason(e));
    }
  }

  private int inflate(byte[] bytes, int offset, int length)
      throws IOException, DataFormatException {
    if (inflater.needsInput()) {
      inputSize = in.read(input);
      if (inputSize < 0) {
        throw new EOFException();
      }
      inflater.setInput(input, 0, inputSize);
    }
    if (inflater.needsDictionary()) {
      throw Damage.at("gzip-header");
    }
    return inflater.inflate(bytes, offset, length);
  }

  private void requireEnd() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    int rest = inflater.getRemaining();
    ByteBuffer trailer = ByteBuffer.allocate(StoredGzip.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    int start = inputSize - rest;
    int size = Math.min(rest, StoredGzip.TRAILER);
    trailer.put(input, start, size).put(bytes(StoredGzip.TRAILER - size)).flip();
    boolean right =
        trailer.getInt() == (int) crc.getValue()
            && trailer.getInt() == (int) inflater.getBytesWritten();
    if (!right) {
      throw Damage.at("gzip-checksum");
    }
    if (rest > StoredGzip.TRAILER || in.read() >= 0) {
      throw Damage.at("gzip-trailing");
    }
  }

  private void skipOptional(int flags) throws IOException {
    if ((flags & ~31) != 0) {
      throw Damage.at("gzip-header");
    }
    if ((flags & FLAG_EXTRA) != 0) {
      byte[] size = bytes(2);
      bytes((size[0] & 0xff) | (size[1] & 0xff) << 8);
    }
    for (int flag : new int[] {FLAG_NAME, FLAG_COMMENT}) {
      if ((flags & flag) != 0) {
        skipText();
      }
    }
    if ((flags & FLAG_CRC) != 0) {
      bytes(2);
    }
  }

  private void skipText() throws IOException {
    for (int i = 0; bytes(1)[0] != 0; i++) {
      if (i == MOST_TEXT) {
        throw Damage.at("gzip-header");
      }
    }
  }

  private byte[] bytes(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
