package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one answer's body, and no byte of the next answer. Tells its connection when it has
 * ended well, and ends the connection when it has not.
 */
abstract class BodyStream extends InputStream {

  private final Connection connection;
  private boolean over;

  BodyStream(Connection connection) {
    this.connection = connection;
  }

  /** Read at least one byte of the body; -1 at its proper end. */
  abstract int readSome(InputStream input, byte[] target, int offset, int length)
      throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (over) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    boolean good = false;
    try {
      int count = readSome(connection.input(), target, offset, length);
      good = true;
      if (count < 0) {
        finish();
      }
      return count;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw Failures.interrupted(connection.route().address(), e);
      }
      throw e;
    } finally {
      if (!good) {
        abandon();
      }
    }
  }

  /** The body is at its end, so the connection is free. */
  final void finish() {
    if (!over) {
      over = true;
      connection.release();
    }
  }

  private void abandon() {
    over = true;
    connection.close();
  }

  @Override
  public final void close() {
    if (!over) {
      abandon();
    }
  }
}
