package io.caicloud.hotfix.internal.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One block that begins an entry of a tar file (POSIX ustar, with GNU's numbers in base 256).
 *
 * @param name the name, of both its fields
 * @param type the kind of entry
 * @param size the number of bytes that follow
 * @param link the target of a link
 */
public record TarHeader(String name, char type, long size, String link) {

  /** The size of all blocks. */
  public static final int BLOCK = 512;

  private static final int CHECKSUM = 148;
  private static final byte[] POSIX = "ustar\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Read a header.
   *
   * @param block the block
   * @throws BadTar if it is none
   */
  public static TarHeader read(byte[] block) {
    if (number(block, CHECKSUM, 8) != sum(block)) {
      throw new BadTar("no-header");
    }
    String name = text(block, 0, 100);
    if (Arrays.equals(block, 257, 263, POSIX, 0, 6)) {
      String prefix = text(block, 345, 155);
      name = prefix.isEmpty() ? name : prefix + "/" + name;
    }
    char type = (char) block[156];
    return new TarHeader(
        name, type == '\0' ? '0' : type, number(block, 124, 12), text(block, 157, 100));
  }

  /**
   * Return whether a block holds only zeros, as the end of a tar file does.
   *
   * @param block the block
   */
  public static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Return the number of bytes that a content takes in the file.
   *
   * @param size the number of its own bytes
   */
  public static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static long sum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  private static String text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static long number(byte[] block, int offset, int length) {
    if ((block[offset] & 0x80) != 0) {
      return base256(block, offset, length);
    }
    String digits = text(block, offset, length).strip();
    if (!digits.matches("[0-7]{0,12}")) {
      throw new BadTar("no-header");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long base256(byte[] block, int offset, int length) {
    long value = block[offset] & 0x7f;
    for (int i = offset + 1; i < offset + length; i++) {
      if (value > Long.MAX_VALUE >> 16) {
        throw new BadTar("bad-size");
      }
      value = value << 8 | (block[i] & 0xff);
    }
    return value;
  }
}
