package io.caicloud.hotfix.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header blocks of a regular file in a POSIX tar archive (ustar), the same on every machine:
 * owner 0 without names, mode 0644. Sizes from 8 GiB on are written in base 256, as GNU tar, Go and
 * commons-compress read them; names that fit neither name nor prefix field get a PAX header.
 */
final class TarHeaders {

  static final int BLOCK = 512;

  private static final int NAME_FIELD = 100;
  private static final int PREFIX_FIELD = 155;
  private static final long OCTAL_LIMIT = 1L << 33;
  private static final String PAX_NAME = "././@PaxHeader";

  private TarHeaders() {}

  /** Return the number of bytes before an entry's data. */
  static long size(String name) {
    return fits(name) ? BLOCK : 2 * BLOCK + padded(paxRecord(name).length);
  }

  static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Return the header blocks of an entry; time in seconds since 1970. */
  static byte[] of(String name, long size, long time) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (fits(name)) {
      int cut = bytes.length <= NAME_FIELD ? -1 : cut(bytes);
      return block(bytes, cut, new Fields('0', size, time));
    }
    byte[] record = paxRecord(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] paxName = PAX_NAME.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(block(paxName, -1, new Fields('x', record.length, time)));
    out.writeBytes(Arrays.copyOf(record, (int) padded(record.length)));
    byte[] head = Arrays.copyOf(bytes, NAME_FIELD);
    out.writeBytes(block(head, -1, new Fields('0', size, time)));
    return out.toByteArray();
  }

  private record Fields(char type, long size, long time) {}

  private static boolean fits(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= NAME_FIELD || cut(bytes) >= 0;
  }

  /** Return the first slash at which the name can be cut in prefix and name, or -1. */
  private static int cut(byte[] name) {
    for (int i = Math.max(1, name.length - NAME_FIELD - 1);
        i <= PREFIX_FIELD && i < name.length - 1;
        i++) {
      if (name[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  /** Return {@code "<length> path=<name>\n"}, whose length counts its own digits. */
  private static byte[] paxRecord(String name) {
    byte[] rest = (" path=" + name + "\n").getBytes(StandardCharsets.UTF_8);
    int length = rest.length + 1;
    while (Integer.toString(length).length() + rest.length != length) {
      length++;
    }
    byte[] digits = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
    byte[] record = Arrays.copyOf(digits, length);
    System.arraycopy(rest, 0, record, digits.length, rest.length);
    return record;
  }

  private static byte[] block(byte[] name, int cut, Fields fields) {
    byte[] block = new byte[BLOCK];
    if (cut < 0) {
      System.arraycopy(name, 0, block, 0, name.length);
    } else {
      System.arraycopy(name, cut + 1, block, 0, name.length - cut - 1);
      System.arraycopy(name, 0, block, 345, cut);
    }
    octal(block, 100, 8, 0644);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    size(block, fields.size());
    octal(block, 136, 12, fields.time());
    block[156] = (byte) fields.type();
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
    octal(block, 329, 8, 0);
    octal(block, 337, 8, 0);
    checksum(block);
    return block;
  }

  private static void size(byte[] block, long size) {
    if (size < OCTAL_LIMIT) {
      octal(block, 124, 12, size);
      return;
    }
    long rest = size;
    for (int i = 135; i > 127; i--) {
      block[i] = (byte) rest;
      rest >>>= 8;
    }
    block[124] = (byte) 0x80;
  }

  private static void checksum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
  }

  /** Write a number with leading zeros and a NUL behind it. */
  private static void octal(byte[] block, int at, int width, long value) {
    String digits = Long.toOctalString(value);
    int pad = width - 1 - digits.length();
    for (int i = 0; i < width - 1; i++) {
      block[at + i] = (byte) (i < pad ? '0' : digits.charAt(i - pad));
    }
    block[at + width - 1] = 0;
  }
}
