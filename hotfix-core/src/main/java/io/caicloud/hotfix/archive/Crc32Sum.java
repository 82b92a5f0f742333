package io.caicloud.hotfix.archive;

/**
 * The CRC-32 of a text of bytes whose pieces were computed apart, in any order and by any thread.
 *
 * <p>A CRC is the rest of a division of polynomials over GF(2), so appending n bytes multiplies the
 * first rest by x to the power of 8n before the second is added. Polynomials are kept as in gzip:
 * the highest bit of the number is the coefficient of x⁰.
 */
final class Crc32Sum {

  private static final int POLYNOMIAL = 0xEDB88320;
  private static final int ONE = 0x80000000;
  private static final int X_TO_THE_8 = ONE >>> 8;

  private int crc;
  private long length;

  /** Append a piece with the given CRC and length. */
  void append(int pieceCrc, long pieceLength) {
    crc = multiply(crc, power(pieceLength)) ^ pieceCrc;
    length += pieceLength;
  }

  int value() {
    return crc;
  }

  long length() {
    return length;
  }

  private static int power(long bytes) {
    int result = ONE;
    int factor = X_TO_THE_8;
    for (long n = bytes; n > 0; n >>>= 1) {
      if ((n & 1) != 0) {
        result = multiply(result, factor);
      }
      factor = multiply(factor, factor);
    }
    return result;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
    }
    return product;
  }
}
