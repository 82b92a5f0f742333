package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server socket on a free port of 127.0.0.1 with a thread for each connection. Closing it ends
 * all of them.
 */
final class SocketListener implements AutoCloseable {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ServerSocket server;
  private final Thread acceptor;
  private final Set<RegistryConnection> connections = ConcurrentHashMap.newKeySet();

  /** Touched by the acceptor, and after its end by who closes. */
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private final RegistryConnection.Desk desk;
  private final @Nullable SSLContext tls;
  private volatile boolean closed;

  SocketListener(RegistryConnection.Desk desk, @Nullable SSLContext tls) {
    this.desk = desk;
    this.tls = tls;
    try {
      server = new ServerSocket(0, 200, loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = new Thread(this::accept, "registry-" + server.getLocalPort());
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Return 127.0.0.1, also where the platform prefers another loopback address. */
  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int openConnections() {
    return connections.size();
  }

  private void accept() {
    while (!closed) {
      try {
        begin(server.accept());
      } catch (IOException e) {
        // Closed, or the client went away before it was accepted.
      }
    }
  }

  private void begin(Socket socket) {
    RegistryConnection connection = new RegistryConnection(socket, tls, desk);
    Thread thread = new Thread(() -> serve(connection), acceptor.getName() + "-connection");
    thread.setDaemon(true);
    connections.add(connection);
    threads.removeIf(ended -> !ended.isAlive());
    threads.add(thread);
    if (closed) {
      connection.close();
    }
    thread.start();
  }

  private void serve(RegistryConnection connection) {
    try (connection) {
      connection.serve();
    } finally {
      connections.remove(connection);
    }
  }

  /**
   * Closes the socket and all connections and waits for the threads, interrupted or not.
   *
   * @throws AssertionError if a thread does not end
   */
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end(acceptor);
    connections.forEach(RegistryConnection::close);
    List.copyOf(threads).forEach(SocketListener::end);
  }

  /** An interrupt has to wait: whoever closes wants nothing left. */
  private static void end(Thread thread) {
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError(thread + " does not end");
    }
  }
}
