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

    /** Note a request whose body is still to come. */
    Visit arrived(RegistryRequest request);
  }

  /** A request from its arrival to the last byte of the answer. */
  interface Visit {

    /** Return what to answer and how; the body need not be read. */
    Reply reply(InputStream body) throws IOException;

    /** Note that the head of the answer was sent. */
    void answered(int status);

    /** Note that bytes of the answer's body were sent. */
    void sent(long bytes);
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
    Visit visit = desk.arrived(request);
    InputStream body = reader.body(request);
    Reply reply = visit.reply(body);
    if (reply.delivery().readsRequest()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    boolean last = request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    AnswerWriter writer = new AnswerWriter(out, visit, request.method().equals("HEAD"));
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
