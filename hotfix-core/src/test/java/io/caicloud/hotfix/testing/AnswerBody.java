package io.caicloud.hotfix.testing;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes that a server sends, read anew for each answer and so never held in memory if they lie in a
 * file.
 *
 * @param length their number, or {@link #ENDLESS}
 * @param opener opens them
 */
record AnswerBody(long length, Opener opener) {

  static final long ENDLESS = -1;
  static final AnswerBody NONE = of(new byte[0]);

  /** Opens the bytes. */
  interface Opener {
    InputStream open() throws IOException;
  }

  static AnswerBody of(byte[] bytes) {
    return new AnswerBody(bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  static AnswerBody of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static AnswerBody of(Path file) {
    try {
      return new AnswerBody(Files.size(file), () -> Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return a text that spaces follow without end. */
  static AnswerBody endless(String start) {
    return new AnswerBody(
        ENDLESS, () -> new SequenceInputStream(of(start).opener.open(), new SpacesInput()));
  }

  byte[] readAll() {
    try (InputStream in = opener.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return a part; the rest after it is not cut off, whoever sends it looks at the length. */
  AnswerBody part(long offset, long count) {
    return new AnswerBody(
        count,
        () -> {
          InputStream in = opener.open();
          in.skipNBytes(offset);
          return in;
        });
  }

  /** Return these bytes with one bit of one byte changed: that at a place, or the last one. */
  AnswerBody flippedAt(long place) {
    long at = Math.min(place, length - 1);
    return new AnswerBody(length, () -> new FlippingInput(opener.open(), at));
  }

  AnswerBody followedBy(int count) {
    return new AnswerBody(
        length + count,
        () -> new SequenceInputStream(opener.open(), of(new byte[count]).opener.open()));
  }

  private static final class SpacesInput extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      Arrays.fill(buffer, offset, offset + count, (byte) ' ');
      return count;
    }
  }

  private static final class FlippingInput extends FilterInputStream {
    private final long at;
    private long position;

    FlippingInput(InputStream in, long at) {
      super(in);
      this.at = at;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int read = super.read(buffer, offset, count);
      if (read > 0) {
        if (at >= position && at < position + read) {
          buffer[offset + (int) (at - position)] ^= 1;
        }
        position += read;
      }
      return read;
    }
  }
}
