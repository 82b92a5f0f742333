package io.caicloud.hotfix.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A connection with a client, over which requests come one after the other. */
final class RegistryConnection implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final @Nullable SSLContext tls;
  private final Desk desk;

  /** Answers requests. */
  interface Desk {

    /** Return whom clients of this desk ask. */
    RegistryRequest.Host host();

    /** Return where to note a request. */
    RegistryLog log();

    /** Return what to answer and how; the body need not be read. */
    Reply reply(RegistryRequest request, InputStream body, RegistryLog.Exchange exchange)
        throws IOException;
  }

  /**
   * An answer and how to send it.
   *
   * @param answer the answer
   * @param delivery how
   */
  record Reply(RegistryAnswer answer, Delivery delivery) {}

  RegistryConnection(Socket socket, @Nullable SSLContext tls, Desk desk) {
    this.socket = socket;
    this.tls = tls;
    this.desk = desk;
  }

  /** Answer requests until one side has had enough. */
  void serve() {
    try {
      socket.setTcpNoDelay(true);
      Socket secured =
          tls == null ? socket : tls.getSocketFactory().createSocket(socket, null, true);
      InputStream in = new BufferedInputStream(secured.getInputStream(), BUFFER);
      OutputStream out = new BufferedOutputStream(secured.getOutputStream(), BUFFER);
      RequestReader reader = new RequestReader(in, out);
      boolean goOn = true;
      while (goOn) {
        RegistryRequest request = reader.head(desk.host());
        goOn = request != null && answer(request, reader, out);
      }
    } catch (IOException e) {
      // The client broke off, or the server was closed: nobody is left to tell.
    }
  }

  private boolean answer(RegistryRequest request, RequestReader reader, OutputStream out)
      throws IOException {
    RegistryLog.Exchange exchange = desk.log().arrived(request);
    InputStream body = reader.body(request);
    Reply reply = desk.reply(request, body, exchange);
    if (reply.delivery().bytes() != Delivery.NO_HEAD) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    boolean last = request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    AnswerWriter writer = new AnswerWriter(out, exchange, request.method().equals("HEAD"));
    boolean whole = writer.write(reply, last);
    if (whole) {
      return !last;
    }
    reply.delivery().end(socket);
    return false;
  }

  /** Closes the socket; a thread that reads or writes gets an exception. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }
}
