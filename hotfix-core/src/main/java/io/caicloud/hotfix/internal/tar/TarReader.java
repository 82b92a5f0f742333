package io.caicloud.hotfix.internal.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar file from front to back: name, type and size of each entry, and its content if it is
 * asked for. Judges the form only; which names and types are welcome is for the caller to say. Not
 * safe to share between threads.
 */
public final class TarReader {

  private final InputStream in;
  private long position;
  private long contentEnd;
  private long nextHeader;
  private final TarExtensions extensions = new TarExtensions();

  /**
   * An entry.
   *
   * @param name the name as it stands there
   * @param type the type as it stands there, {@code 0} for a file of the oldest form
   * @param size the number of bytes of its content
   * @param link where a link leads
   * @param offset where its content starts in the tar file
   */
  public record Entry(String name, char type, long size, String link, long offset) {

    /** Return whether it is a regular file. */
    public boolean isFile() {
      return (type == '0' || type == '7') && !name.endsWith("/");
    }

    /** Return whether it is a folder. */
    public boolean isFolder() {
      return type == '5' || ((type == '0' || type == '7') && name.endsWith("/"));
    }
  }

  /**
   * Start at the first header.
   *
   * @param in the tar file; large contents are skipped with {@link InputStream#skipNBytes}
   */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /** Return how many bytes have been read or skipped. */
  public long position() {
    return position;
  }

  /**
   * Step over what is left of the current entry and read the next header.
   *
   * @return the entry, or null behind the last one, when only zeros are left in the file
   * @throws BadTar if it is no tar file, or ends too early, or goes on behind its end
   * @throws IOException if it cannot be read
   */
  public @Nullable Entry next() throws IOException {
    skip(nextHeader - position);
    for (byte[] block = block(); !TarHeader.isZero(block); block = block()) {
      TarHeader header = TarHeader.read(block);
      long size = extensions.size(header);
      if (size < 0 || size > Long.MAX_VALUE - position - TarHeader.BLOCK) {
        throw new BadTar("bad-size");
      }
      contentEnd = position + size;
      nextHeader = position + TarHeader.padded(size);
      if (!TarExtensions.isExtension(header)) {
        return entry(header, size);
      }
      extensions.take(header.type(), bytes(TarExtensions.requireSmall(size)));
      skip(nextHeader - position);
    }
    requireEnd();
    return null;
  }

  /**
   * Read some of the current entry's content.
   *
   * @param buffer takes the bytes
   * @return how many were read, -1 at the end of the content
   * @throws BadTar if the file ends within the content
   * @throws IOException if it cannot be read
   */
  public int read(byte[] buffer) throws IOException {
    if (position == contentEnd) {
      return -1;
    }
    int size = in.read(buffer, 0, (int) Math.min(buffer.length, contentEnd - position));
    if (size < 0) {
      throw new BadTar("no-end");
    }
    position += size;
    return size;
  }

  /** Return the current entry's content as a stream; closing it does nothing. */
  public InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        int size = TarReader.this.read(one);
        return size < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        byte[] part = offset == 0 && length == bytes.length ? bytes : new byte[length];
        int size = length == 0 ? 0 : TarReader.this.read(part);
        if (part != bytes && size > 0) {
          System.arraycopy(part, 0, bytes, offset, size);
        }
        return size;
      }
    };
  }

  private Entry entry(TarHeader header, long size) {
    Entry entry =
        new Entry(extensions.name(header), header.type(), size, extensions.link(header), position);
    extensions.clear();
    return entry;
  }

  private byte[] block() throws IOException {
    return bytes(TarHeader.BLOCK);
  }

  private byte[] bytes(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    position += bytes.length;
    if (bytes.length < size) {
      throw new BadTar(position == bytes.length ? "no-header" : "no-end");
    }
    return bytes;
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
      position += count;
    } catch (EOFException e) {
      throw new BadTar("no-end");
    }
  }

  private void requireEnd() throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
      for (int i = 0; i < size; i++) {
        if (buffer[i] != 0) {
          throw new BadTar("trailing");
        }
      }
      position += size;
    }
  }
}
