package io.caicloud.hotfix.internal.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar file from front to back: name, type and size of each entry, and its content if it is
 * asked for. Judges the form only; which names and types are welcome is for the caller to say. Not
 * safe to share between threads.
 */
public final class TarReader {

  private static final int LARGEST_EXTENSION = 1 << 20;

  private final InputStream in;
  private long position;
  private long contentEnd;
  private long nextHeader;
  private @Nullable String longName;
  private @Nullable String longLink;
  private @Nullable Long longSize;

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
      long size = longSize == null || isExtension(header) ? header.size() : longSize;
      if (size < 0 || size > Long.MAX_VALUE - position - TarHeader.BLOCK) {
        throw new BadTar("bad-size");
      }
      contentEnd = position + size;
      nextHeader = position + TarHeader.padded(size);
      if (!isExtension(header)) {
        return entry(header, size);
      }
      extend(header.type(), extension(size));
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
        new Entry(
            longName == null ? header.name() : longName,
            header.type(),
            size,
            longLink == null ? header.link() : longLink,
            position);
    longName = null;
    longLink = null;
    longSize = null;
    return entry;
  }

  private static boolean isExtension(TarHeader header) {
    return "xgLK".indexOf(header.type()) >= 0;
  }

  private void extend(char type, byte[] content) {
    switch (type) {
      case 'x' -> extend(TarPax.read(content));
      case 'L' -> longName = string(content);
      case 'K' -> longLink = string(content);
      default -> refuseSubstance(TarPax.read(content));
    }
  }

  private void extend(Map<String, String> records) {
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new BadTar("sparse");
    }
    longName = records.getOrDefault("path", longName);
    longLink = records.getOrDefault("linkpath", longLink);
    String size = records.get("size");
    if (size != null) {
      if (!size.matches("[0-9]{1,18}")) {
        throw new BadTar("bad-size");
      }
      longSize = Long.valueOf(size);
    }
  }

  private static void refuseSubstance(Map<String, String> records) {
    if (records.containsKey("path")
        || records.containsKey("linkpath")
        || records.containsKey("size")) {
      throw new BadTar("bad-pax");
    }
  }

  private byte[] extension(long size) throws IOException {
    if (size > LARGEST_EXTENSION) {
      throw new BadTar("bad-pax");
    }
    return bytes((int) size);
  }

  private static String string(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
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
