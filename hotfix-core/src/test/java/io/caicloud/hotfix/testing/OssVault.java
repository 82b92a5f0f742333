package io.caicloud.hotfix.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * Where an OSS keeps bytes: few of them in memory, more in files of a temporary folder or nowhere.
 * Safe for use by several threads.
 */
final class OssVault implements AutoCloseable {

  private static final int MOST_IN_MEMORY = 1 << 16;

  private final Path folder;
  private final boolean discards;

  OssVault(boolean discards) {
    this.discards = discards;
    try {
      folder = Files.createTempDirectory("oss-server");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Read all bytes; if that fails, none are left. */
  OssBytes receive(InputStream in) throws IOException {
    try (Sink sink = new Sink()) {
      return sink.receive(in);
    }
  }

  /** Return the bytes of parts one after the other. The parts may be dropped afterwards. */
  OssBytes join(List<OssBytes> parts) throws IOException {
    long size = 0;
    long crc64 = 0;
    for (OssBytes part : parts) {
      crc64 = Crc64Sum.join(crc64, part.crc64(), part.size());
      size += part.size();
    }
    if (parts.stream().anyMatch(part -> !part.kept())) {
      return OssBytes.discarded(size, "", crc64);
    }
    Path file = newFile();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (OssBytes part : parts) {
        try (InputStream in = part.body().opener().open()) {
          in.transferTo(out);
        }
      }
    }
    return new OssBytes(size, "", crc64, AnswerBody.of(file), file, true);
  }

  /** Return the same bytes, which stay when the others are dropped. */
  OssBytes share(OssBytes bytes) throws IOException {
    if (bytes.file() == null) {
      return bytes;
    }
    Path file = Files.createLink(newFile(), bytes.file());
    return new OssBytes(
        bytes.size(), bytes.md5(), bytes.crc64(), AnswerBody.of(file), file, bytes.kept());
  }

  /** Free what the bytes took. */
  void drop(OssBytes bytes) {
    if (bytes.file() != null) {
      delete(bytes.file());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path newFile() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  Path folder() {
    return folder;
  }

  /** Removes the files. */
  @Override
  public void close() {
    TemporaryFolder.remove(folder);
  }

  private final class Sink implements AutoCloseable {
    private final MessageDigest md5 = md5();
    private final Crc64Sum crc64 = new Crc64Sum();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final Path file = newFile();
    private OutputStream out = memory;
    private long size;
    private boolean whole;

    OssBytes receive(InputStream in) throws IOException {
      byte[] buffer = new byte[1 << 17];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        md5.update(buffer, 0, read);
        crc64.add(buffer, 0, read);
        size += read;
        keep(buffer, read);
      }
      out.close();
      whole = true;
      return bytes();
    }

    private void keep(byte[] buffer, int count) throws IOException {
      if (out == memory && size > MOST_IN_MEMORY) {
        out = discards ? OutputStream.nullOutputStream() : Files.newOutputStream(file);
        memory.writeTo(out);
        memory.reset();
      }
      out.write(buffer, 0, count);
    }

    private OssBytes bytes() {
      String sum = OssBucket.hex(md5.digest());
      if (discards && out != memory) {
        return OssBytes.discarded(size, sum, crc64.value());
      }
      return out == memory
          ? new OssBytes(size, sum, crc64.value(), AnswerBody.of(memory.toByteArray()), null, true)
          : new OssBytes(size, sum, crc64.value(), AnswerBody.of(file), file, true);
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (!whole) {
        delete(file);
      }
    }
  }
}
