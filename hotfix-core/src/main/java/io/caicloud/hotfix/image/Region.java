package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The bytes of a file, or of one entry in a tar file.
 *
 * @param file the file on disk
 * @param offset where in it the bytes begin
 * @param size how many there are
 * @param stamp the file as it was found
 * @param label what to call the bytes in messages
 */
record Region(Path file, long offset, long size, FileStamp stamp, String label) {

  /** Open the file, which must still be the one that was found. */
  FileChannel open() throws IOException {
    FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS);
    try {
      if (!unchanged()) {
        throw Failures.damaged("changed-while-read", label);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  boolean unchanged() throws IOException {
    return FileStamp.of(file).equals(stamp);
  }

  /** Read all bytes of a small region. */
  byte[] bytes(int budget) {
    if (size > budget) {
      throw Failures.damaged("too-large", label, size, budget);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    try (FileChannel channel = open()) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw Failures.damaged("cut-off", label, size, bytes.position());
        }
      }
    } catch (IOException e) {
      throw Failures.io(label, e);
    }
    return bytes.array();
  }

  /** Read all bytes of a small region and check them. */
  byte[] bytes(Descriptor expected, int budget) {
    checkSize(expected);
    byte[] bytes = bytes(budget);
    Digest actual = Digest.of(bytes);
    if (!actual.equals(expected.digest())) {
      throw Failures.damaged("wrong-digest", label, expected.digest(), actual);
    }
    return bytes;
  }

  void checkSize(Descriptor expected) {
    if (size != expected.size()) {
      throw Failures.damaged("wrong-size", label, expected.size(), size);
    }
  }
}
