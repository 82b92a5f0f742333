package io.caicloud.hotfix.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar files with anything in them, honest or not. */
final class TestTar {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  TestTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
  }

  TestTar file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  TestTar file(String name, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    return put(entry, content);
  }

  TestTar special(String name, byte type, String link) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    return put(entry, new byte[0]);
  }

  private TestTar put(TarArchiveEntry entry, byte[] content) {
    try {
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] plain() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] gzip() {
    return gzip(plain());
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Frame a tar file as our packages are. */
  static byte[] stored(byte[] tar) {
    StoredGzip gzip = new StoredGzip(tar.length);
    ByteBuffer out = ByteBuffer.allocate((int) gzip.size());
    out.put(StoredGzip.header());
    for (int start = 0; start < tar.length; start += StoredGzip.BLOCK) {
      out.put(gzip.blockHeader(start));
      out.put(tar, start, Math.min(StoredGzip.BLOCK, tar.length - start));
    }
    CRC32 crc = new CRC32();
    crc.update(tar);
    return out.put(gzip.trailer((int) crc.getValue())).array();
  }
}
