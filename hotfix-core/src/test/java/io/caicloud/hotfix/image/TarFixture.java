package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes tar files byte by byte, also such as no program would write. */
final class TarFixture {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TarFixture file(String name, String content) {
    return entry(name, '0', "", content.getBytes(UTF_8));
  }

  TarFixture entry(String name, char type, String link, byte[] content) {
    byte[] size = "%011o\0".formatted(content.length).getBytes(UTF_8);
    return raw(header(name, type, link, size)).content(content);
  }

  TarFixture content(byte[] content) {
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  TarFixture raw(byte[] raw) {
    bytes.writeBytes(raw);
    return this;
  }

  static byte[] header(String name, char type, String link, byte[] size) {
    byte[] block = new byte[512];
    put(block, 0, name.getBytes(UTF_8));
    put(block, 100, "0000644\0".getBytes(UTF_8));
    put(block, 124, size);
    put(block, 148, "        ".getBytes(UTF_8));
    block[156] = (byte) type;
    put(block, 157, link.getBytes(UTF_8));
    put(block, 257, "ustar\00000".getBytes(UTF_8));
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum).getBytes(UTF_8));
    return block;
  }

  static String pax(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int length = rest.getBytes(UTF_8).length + 2;
    return (length < 100 ? length : length + 1) + rest;
  }

  private static void put(byte[] block, int offset, byte[] value) {
    System.arraycopy(value, 0, block, offset, value.length);
  }

  byte[] unended() {
    return bytes.toByteArray();
  }

  byte[] ended() {
    byte[] content = unended();
    return Arrays.copyOf(content, content.length + 1024);
  }
}
