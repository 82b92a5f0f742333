package io.caicloud.hotfix.internal.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** One connection, for one exchange after the other. */
final class Connection {

  private static final int HEAD_BUFFER = 1 << 13;

  private final ConnectionPool pool;
  private final Route route;
  private final Wire wire;
  private final InputStream input;
  private final OutputStream output;
  private boolean used;
  private boolean once;

  /** The streams are those of the wire, or of TLS around it. */
  Connection(ConnectionPool pool, Route route, Wire wire, Streams streams) {
    this.pool = pool;
    this.route = route;
    this.wire = wire;
    this.input = new BufferedInputStream(streams.input(), HEAD_BUFFER);
    this.output = streams.output();
  }

  /**
   * Where bytes come from and go to.
   *
   * @param input reads the answer
   * @param output writes the request
   */
  record Streams(InputStream input, OutputStream output) {}

  Route route() {
    return route;
  }

  Wire wire() {
    return wire;
  }

  InputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  void patience(Duration limit) {
    wire.patience(limit);
  }

  /** Return whether an exchange has ended on this connection before. */
  boolean isUsed() {
    return used;
  }

  /** The connection ends with its next answer. */
  void useOnce() {
    once = true;
  }

  /** Return whether the other end still waits for a request. */
  boolean isIdle() {
    try {
      return input.available() == 0 && wire.isQuiet();
    } catch (IOException e) {
      return false;
    }
  }

  /** The answer was read to its end. */
  void release() {
    used = true;
    if (once) {
      close();
    } else {
      pool.giveBack(this);
    }
  }

  /** End the connection. */
  void close() {
    pool.end(wire);
  }
}
