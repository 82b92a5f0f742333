package io.caicloud.hotfix.testing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CRC-64/XZ as a server computes it, written apart from that of the library so that both have to be
 * right to agree. Not safe for use by several threads.
 */
final class Crc64Sum {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The polynomial 42F0E1EBA9EA3693 read from the other end. */
  private static final long POLYNOMIAL = Long.reverse(0x42F0E1EBA9EA3693L);

  /** The polynomial 1; the highest bit is the lowest power. */
  private static final long ONE = Long.MIN_VALUE;

  /** At 256 * n + b: what byte b does when n more bytes follow it. */
  private static final long[] EFFECTS = effects();

  private long remainder = ~0L;

  void add(byte[] bytes, int offset, int count) {
    long now = remainder;
    int at = offset;
    int end = offset + count;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      long word = now ^ (long) WORDS.get(bytes, at);
      now = 0;
      for (int place = 7; place >= 0; place--, word >>>= 8) {
        now ^= EFFECTS[(place << 8) | (int) (word & 0xff)];
      }
    }
    for (; at < end; at++) {
      now = (now >>> 8) ^ EFFECTS[(int) ((now ^ bytes[at]) & 0xff)];
    }
    remainder = now;
  }

  long value() {
    return ~remainder;
  }

  static long of(byte[] bytes) {
    Crc64Sum sum = new Crc64Sum();
    sum.add(bytes, 0, bytes.length);
    return sum.value();
  }

  /** Return the value of bytes that other bytes follow, of whom only the values are known. */
  static long join(long first, long second, long secondLength) {
    return times(first, powerOfX(8 * secondLength)) ^ second;
  }

  private static long powerOfX(long exponent) {
    long power = ONE;
    long square = ONE >>> 1;
    for (long left = exponent; left != 0; left >>>= 1) {
      if ((left & 1) == 1) {
        power = times(power, square);
      }
      square = times(square, square);
    }
    return power;
  }

  /** Multiply two polynomials and reduce the product. */
  private static long times(long left, long right) {
    long product = 0;
    long shifted = right;
    for (long bit = ONE; bit != 0; bit >>>= 1) {
      if ((left & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
    }
    return product;
  }

  private static long[] effects() {
    long[] effects = new long[8 * 256];
    for (int value = 0; value < 256; value++) {
      long effect = value;
      for (int step = 1; step <= 64; step++) {
        effect = (effect >>> 1) ^ (POLYNOMIAL & -(effect & 1));
        if (step % 8 == 0) {
          effects[((step / 8 - 1) << 8) | value] = effect;
        }
      }
    }
    return effects;
  }
}
