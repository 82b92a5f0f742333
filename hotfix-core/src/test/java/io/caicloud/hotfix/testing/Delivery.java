package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * How an answer is sent: whole, or up to a byte of its body, and what happens then.
 *
 * @param bytes how many bytes of the body are sent, {@link #NO_HEAD} for not even the head, {@link
 *     #ALL} for all
 * @param ending what happens then
 */
record Delivery(long bytes, Ending ending) {

  static final long NO_HEAD = -1;
  static final long ALL = Long.MAX_VALUE;
  static final Delivery WHOLE = new Delivery(ALL, Ending.NONE);

  /** What happens after the last byte. */
  enum Ending {
    /** The connection is used for the next request. */
    NONE,
    /** The connection is closed in order. */
    CLOSE,
    /** The connection is closed, and what the client still sends is not read before. */
    ABANDON,
    /** The connection is reset. */
    RESET,
    /** Nothing, until the client closes the connection. */
    STALL
  }

  /** Return whether the rest of a request is read before the answer. */
  boolean readsRequest() {
    return bytes != NO_HEAD && ending != Ending.ABANDON;
  }

  void end(Socket socket) throws IOException {
    switch (ending) {
      case RESET -> socket.setSoLinger(true, 0);
      case STALL -> {
        InputStream in = socket.getInputStream();
        in.transferTo(OutputStream.nullOutputStream());
      }
      case NONE, CLOSE, ABANDON -> socket.shutdownOutput();
    }
    socket.close();
  }
}
