package io.caicloud.hotfix.internal.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** How the end of a body is found, per RFC 9112 section 6. */
final class Bodies {

  private static final int MOST_LINE = 1 << 12;
  private static final int MOST_TRAILERS = 64;

  private Bodies() {}

  /** Return the body that follows a head. */
  static BodyStream of(Connection connection, ResponseHead head, boolean headOnly) throws Garbage {
    if (headOnly || head.status() == 204 || head.status() == 304) {
      return started(new Fixed(connection, 0));
    }
    if (head.isChunked()) {
      return new Chunked(connection);
    }
    OptionalLong length = head.contentLength();
    return length.isPresent()
        ? started(new Fixed(connection, length.getAsLong()))
        : new UntilClosed(connection);
  }

  private static BodyStream started(Fixed body) {
    if (body.left == 0) {
      body.finish();
    }
    return body;
  }

  private static int some(InputStream input, byte[] target, int offset, int length)
      throws IOException {
    int count = input.read(target, offset, length);
    if (count < 0) {
      throw Wire.early();
    }
    return count;
  }

  /** A body of a known length. */
  private static final class Fixed extends BodyStream {

    private final long length;
    private long left;

    Fixed(Connection connection, long length) {
      super(connection);
      this.length = length;
      this.left = length;
    }

    @Override
    int readSome(InputStream input, byte[] target, int offset, int size) throws IOException {
      int count = input.read(target, offset, (int) Math.min(size, left));
      if (count < 0) {
        throw new EOFException("closed after " + (length - left) + " of " + length + " bytes");
      }
      left -= count;
      if (left == 0) {
        finish();
      }
      return count;
    }
  }

  /** A body in chunks. */
  private static final class Chunked extends BodyStream {

    private long left;
    private boolean begun;

    Chunked(Connection connection) {
      super(connection);
    }

    @Override
    int readSome(InputStream input, byte[] target, int offset, int size) throws IOException {
      if (left == 0) {
        if (begun && !ResponseHead.line(input, 2).isEmpty()) {
          throw new Garbage("a chunk longer than announced");
        }
        begun = true;
        left = chunkSize(ResponseHead.line(input, MOST_LINE));
        if (left == 0) {
          passTrailers(input);
          return -1;
        }
      }
      int count = some(input, target, offset, (int) Math.min(size, left));
      left -= count;
      return count;
    }

    private static long chunkSize(String line) throws Garbage {
      int end = line.indexOf(';');
      String digits = (end < 0 ? line : line.substring(0, end)).strip();
      if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
        throw new Garbage("a chunk without a size");
      }
      return Long.parseLong(digits, 16);
    }

    private static void passTrailers(InputStream input) throws IOException {
      for (int i = 0; i < MOST_TRAILERS; i++) {
        if (ResponseHead.line(input, MOST_LINE).isEmpty()) {
          return;
        }
      }
      throw new Garbage("too many trailers");
    }
  }

  /** A body that ends with the connection. */
  private static final class UntilClosed extends BodyStream {

    UntilClosed(Connection connection) {
      super(connection);
      connection.useOnce();
    }

    @Override
    int readSome(InputStream input, byte[] target, int offset, int size) throws IOException {
      return input.read(target, offset, size);
    }
  }
}
