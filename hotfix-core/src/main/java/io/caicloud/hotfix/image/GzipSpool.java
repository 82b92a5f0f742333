package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a compressed file beside it, since only plain files can be read at any place.
 *
 * @param folder where to unpack to
 * @param mostBytes how many bytes may come out
 */
record GzipSpool(Path folder, long mostBytes) {

  private static final int CHUNK = 1 << 20;

  static boolean isGzip(Path file) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      while (magic.hasRemaining() && channel.read(magic) >= 0) {}
    }
    return magic.get(0) == 0x1f && magic.get(1) == (byte) 0x8b;
  }

  /** Unpack a file and return the new one, which nobody else can read. */
  Path unpack(Path file) {
    Path target = null;
    try {
      target = Files.createTempFile(folder, ".hotfix-unpacked-", ".tar");
      copy(file, target);
      return target;
    } catch (IOException e) {
      delete(target);
      if (e instanceof EOFException || e instanceof ZipException) {
        throw Failures.damaged("bad-gzip", file);
      }
      throw Failures.io(file + " (" + folder + ")", e);
    } catch (RuntimeException e) {
      delete(target);
      throw e;
    }
  }

  private void copy(Path file, Path target) throws IOException {
    try (FileChannel source = FileChannel.open(file, READ, NOFOLLOW_LINKS);
        InputStream in = new GZIPInputStream(Channels.newInputStream(source), 1 << 16);
        FileChannel out = FileChannel.open(target, WRITE)) {
      byte[] chunk = new byte[CHUNK];
      long total = 0;
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        total += count;
        if (total > mostBytes) {
          throw Failures.damaged("unpacks-too-large", file, mostBytes);
        }
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
    }
  }

  static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        System.getLogger(GzipSpool.class.getName())
            .log(System.Logger.Level.WARNING, "left behind: " + file, e);
      }
    }
  }
}
