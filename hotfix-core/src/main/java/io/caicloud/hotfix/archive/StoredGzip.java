package io.caicloud.hotfix.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The gzip form of a text of known length, in stored blocks of 65,535 bytes (RFC 1951, 3.2.4): a
 * pure function of the length, since no compressor is involved. Positions count from the first byte
 * of the gzip header.
 *
 * @param length the number of content bytes
 */
record StoredGzip(long length) {

  static final int BLOCK = 65_535;
  static final int BLOCK_HEADER = 5;
  static final int TRAILER = 8;

  /** No name, no time, no extra flags, operating system "unknown". */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  static final int HEADER_SIZE = HEADER.length;

  static byte[] header() {
    return HEADER.clone();
  }

  static boolean isHeader(byte[] bytes) {
    return Arrays.equals(HEADER, bytes);
  }

  /** Return the content of a gzip form of the given size, or an empty one if there is none. */
  static java.util.OptionalLong lengthOf(long size) {
    long body = size - HEADER_SIZE - TRAILER;
    if (body < BLOCK_HEADER) {
      return java.util.OptionalLong.empty();
    }
    long blocks = (body + BLOCK + BLOCK_HEADER - 1) / (BLOCK + BLOCK_HEADER);
    long length = body - blocks * BLOCK_HEADER;
    return new StoredGzip(length).size() == size
        ? java.util.OptionalLong.of(length)
        : java.util.OptionalLong.empty();
  }

  /** Return the number of bytes of the gzip form. */
  long size() {
    return trailerPosition() + TRAILER;
  }

  /**
   * Return where a content byte goes; at the first byte of a block, where the block's header goes,
   * which belongs to that byte.
   */
  long position(long offset) {
    return HEADER_SIZE + offset + BLOCK_HEADER * ((offset + BLOCK - 1) / BLOCK);
  }

  long trailerPosition() {
    return length == 0 ? HEADER_SIZE + BLOCK_HEADER : position(length);
  }

  /** Return the header of the block that starts at a content offset. */
  byte[] blockHeader(long start) {
    int size = (int) Math.min(BLOCK, length - start);
    return ByteBuffer.allocate(BLOCK_HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) (start + size == length ? 1 : 0))
        .putShort((short) size)
        .putShort((short) ~size)
        .array();
  }

  /** Return the last eight bytes: CRC-32 and length modulo 2³². */
  byte[] trailer(int crc) {
    return ByteBuffer.allocate(TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(crc)
        .putInt((int) length)
        .array();
  }
}
