package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Single exchanges over HTTP/1.1: no authentication, redirects or retries. */
final class Transport implements AutoCloseable {

  private static final int PIECE = Wire.PIECE;

  private final ConnectionPool pool = new ConnectionPool();
  private final Connector connector;
  private final Settings settings;

  Transport(Settings settings) {
    this.settings = settings;
    this.connector = new Connector(pool, settings);
  }

  /**
   * Send a request and return when its answer starts.
   *
   * @throws Lost if there is no answer
   */
  Incoming exchange(Outgoing request) throws Lost {
    Address address = Address.of(request.place());
    Route route = new Route(address, proxy(address));
    try {
      return exchange(route, request);
    } catch (IOException e) {
      throw new Lost(address, route.isDirect() ? null : route.firstStop(), e);
    }
  }

  /**
   * Exchange on a free connection or a new one. A free connection that turns out to be dead is
   * replaced, but only a request that may be repeated uses one.
   */
  private Incoming exchange(Route route, Outgoing request) throws IOException {
    while (true) {
      Connection connection = request.repeatable() ? pool.take(route) : null;
      if (connection == null) {
        connection = connector.open(route);
      }
      try {
        return exchange(connection, request);
      } catch (IOException e) {
        if (!connection.isUsed() || e instanceof InterruptedIOException || e instanceof Garbage) {
          throw e;
        }
      }
    }
  }

  /** Return whether a host speaks TLS, whatever its certificate. */
  boolean speaksTls(Address address) throws IOException {
    try {
      connector.open(new Route(address, proxy(address))).close();
      return true;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return Failures.isCertificate(e);
    }
  }

  boolean isClosed() {
    return pool.isClosed();
  }

  private Proxy proxy(Address address) {
    return settings.proxies().apply(URI.create(address.toString()));
  }

  private Incoming exchange(Connection connection, Outgoing request) throws IOException {
    boolean good = false;
    try {
      IOException unsent = send(connection, request);
      connection.patience(request.patience());
      ResponseHead head = receive(connection, unsent);
      if (unsent != null || !head.keepsAlive()) {
        connection.useOnce();
      }
      connection.patience(settings.timeouts().stall());
      BodyStream body = Bodies.of(connection, head, request.method().equals("HEAD"));
      good = true;
      return new Incoming(request.place(), head, body);
    } finally {
      if (!good) {
        connection.close();
      }
    }
  }

  private static ResponseHead receive(Connection connection, @Nullable IOException unsent)
      throws IOException {
    try {
      return ResponseHead.read(connection.input());
    } catch (IOException e) {
      if (unsent != null) {
        unsent.addSuppressed(e);
        throw unsent;
      }
      throw e;
    }
  }

  /**
   * Send a request. A server that has seen enough may answer and close while the body still comes;
   * then return the failure, and the answer may be there.
   */
  private @Nullable IOException send(Connection connection, Outgoing request) throws IOException {
    connection.patience(settings.timeouts().stall());
    byte[] head = head(connection.route(), request).getBytes(US_ASCII);
    OutputStream output = connection.output();
    output.write(head);
    RequestBody body = request.body();
    return body == null ? null : send(output, body);
  }

  private static @Nullable IOException send(OutputStream output, RequestBody body)
      throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, body.length()))];
    try (InputStream source = open(body)) {
      for (long left = body.length(); left > 0; ) {
        int count = read(source, piece, left);
        try {
          output.write(piece, 0, count);
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          return e;
        }
        left -= count;
      }
    }
    return null;
  }

  private static InputStream open(RequestBody body) {
    try {
      return body.source().open();
    } catch (IOException e) {
      throw Failures.source(e);
    }
  }

  /** Read what is to be sent; a failure here is not the connection's. */
  private static int read(InputStream source, byte[] piece, long left) {
    try {
      int count = source.read(piece, 0, (int) Math.min(piece.length, left));
      if (count < 0) {
        throw new EOFException("it ended " + left + " bytes early");
      }
      return count;
    } catch (IOException e) {
      throw Failures.source(e);
    }
  }

  private String head(Route route, Outgoing request) {
    Headers headers =
        request
            .headers()
            .with("Host", route.address().authority())
            .with("User-Agent", settings.userAgent())
            .with("Accept-Encoding", "identity");
    RequestBody body = request.body();
    if (body != null) {
      headers = headers.with("Content-Type", body.contentType());
    }
    if (body != null || request.method().startsWith("P")) {
      headers = headers.with("Content-Length", Long.toString(body == null ? 0 : body.length()));
    }
    String target = request.target();
    if (route.isForwarded()) {
      target = route.address() + target;
      Credentials shown = settings.proxyCredentials();
      headers =
          shown == null ? headers : headers.with("Proxy-Authorization", shown.authorization());
    }
    return headers.afterLine(request.method() + " " + target + " HTTP/1.1");
  }

  @Override
  public void close() {
    pool.close();
  }
}
