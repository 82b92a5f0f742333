package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens connections: TCP, a proxy's tunnel, TLS. */
final class Connector {

  private final ConnectionPool pool;
  private final Tls tls;
  private final Duration patience;
  private final String userAgent;
  private final @Nullable Credentials proxyCredentials;

  Connector(ConnectionPool pool, Settings settings) {
    this.pool = pool;
    this.tls = settings.tls();
    this.patience = settings.timeouts().connect();
    this.userAgent = settings.userAgent();
    this.proxyCredentials = settings.proxyCredentials();
  }

  Connection open(Route route) throws IOException {
    Address stop = route.firstStop();
    IOException first = null;
    for (InetAddress each : InetAddress.getAllByName(stop.host())) {
      try {
        return open(route, new InetSocketAddress(each, stop.port()));
      } catch (IOException e) {
        if (first != null) {
          first.addSuppressed(e);
        }
        first = first == null ? e : first;
        if (!(e instanceof java.net.ConnectException) || Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw first == null ? new java.net.UnknownHostException(stop.host()) : first;
  }

  private Connection open(Route route, InetSocketAddress end) throws IOException {
    Wire wire = Wire.open(patience);
    pool.begin(wire);
    boolean good = false;
    try {
      wire.connect(end);
      Connection.Streams streams =
          route.address().secure() ? secure(wire, route, end) : plain(wire);
      good = true;
      return new Connection(pool, route, wire, streams);
    } finally {
      if (!good) {
        pool.end(wire);
      }
    }
  }

  private static Connection.Streams plain(Wire wire) {
    return new Connection.Streams(new WireInput(wire), new WireOutput(wire));
  }

  private Connection.Streams secure(Wire wire, Route route, InetSocketAddress end)
      throws IOException {
    Address address = route.address();
    if (!route.isDirect()) {
      digTunnel(wire, address);
    }
    SSLSocket socket = tls.around(new WireSocket(wire, end.getAddress()), address);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new Connection.Streams(socket.getInputStream(), socket.getOutputStream());
  }

  private void digTunnel(Wire wire, Address address) throws IOException {
    String target = address.hostAndPort();
    Headers headers = Headers.none().with("Host", target).with("User-Agent", userAgent);
    if (proxyCredentials != null) {
      headers = headers.with("Proxy-Authorization", proxyCredentials.authorization());
    }
    byte[] request = headers.afterLine("CONNECT " + target + " HTTP/1.1").getBytes(US_ASCII);
    wire.write(request, 0, request.length);
    int status = ResponseHead.read(new WireInput(wire)).status();
    if (status / 100 != 2) {
      throw new ProxyRefusal(status);
    }
  }
}
