package io.caicloud.hotfix.release;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/XZ, which Aliyun OSS computes over every object that was put into it. Eight bytes at a
 * step, by eight tables.
 */
final class Crc64 {

  /** The polynomial of ECMA-182, reflected. */
  private static final long POLYNOMIAL = 0xC96C5795D7870F42L;

  private static final long[][] TABLES = tables();

  private long state = -1;

  /** Take the remaining bytes of the buffer. */
  void update(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    long crc = state;
    while (bytes.remaining() >= Long.BYTES) {
      crc = step(crc ^ bytes.getLong());
    }
    while (bytes.hasRemaining()) {
      crc = TABLES[0][(int) (crc ^ bytes.get()) & 0xFF] ^ (crc >>> 8);
    }
    state = crc;
  }

  /** Return the value of the bytes so far. */
  long value() {
    return ~state;
  }

  private static long step(long word) {
    return TABLES[7][(int) word & 0xFF]
        ^ TABLES[6][(int) (word >>> 8) & 0xFF]
        ^ TABLES[5][(int) (word >>> 16) & 0xFF]
        ^ TABLES[4][(int) (word >>> 24) & 0xFF]
        ^ TABLES[3][(int) (word >>> 32) & 0xFF]
        ^ TABLES[2][(int) (word >>> 40) & 0xFF]
        ^ TABLES[1][(int) (word >>> 48) & 0xFF]
        ^ TABLES[0][(int) (word >>> 56)];
  }

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = crc;
    }
    for (int table = 1; table < 8; table++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[table - 1][i];
        tables[table][i] = tables[0][(int) before & 0xFF] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
