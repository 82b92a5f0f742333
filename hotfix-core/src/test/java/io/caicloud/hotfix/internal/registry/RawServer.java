package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each connection exactly what a test says, byte by byte. */
final class RawServer implements AutoCloseable {

  /** What happens on one connection. */
  @FunctionalInterface
  interface Script {
    void serve(Peer peer) throws Exception;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  private RawServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  static RawServer start(Script script) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  static RawServer start(ServerSocket listener, Script script) {
    RawServer server = new RawServer(listener, script);
    server.run(server::accept);
    return server;
  }

  /** One connection, seen from the server. */
  final class Peer {
    private final Socket socket;
    private final int number;

    Peer(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    /** Return the number of the connection, from 1. */
    int number() {
      return number;
    }

    /** Read a head and return it; an empty text at the end of the connection. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      InputStream input = socket.getInputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int c = input.read();
        if (c < 0) {
          return "";
        }
        head.write(c);
      }
      return head.toString(ISO_8859_1);
    }

    byte[] body(int length) throws IOException {
      return socket.getInputStream().readNBytes(length);
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Answer each request in the same way until the client has enough. */
    void sayAlways(String text) throws IOException {
      while (!head().isEmpty()) {
        say(text);
      }
    }

    /** Do nothing until the client closes the connection. */
    void waitForEnd() throws IOException {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Do nothing, and read nothing, until the server is closed. */
    void sleep() throws InterruptedException {
      closing.await();
    }

    /** Pass all bytes on to a port of this machine, and back. */
    void join(int port) throws IOException {
      try (Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
        RawServer.this.run(() -> other.getInputStream().transferTo(socket.getOutputStream()));
        socket.getInputStream().transferTo(other.getOutputStream());
      }
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listener.accept();
      synchronized (this) {
        sockets.add(socket);
      }
      Peer peer = new Peer(socket, accepted.incrementAndGet());
      run(
          () -> {
            try (socket) {
              script.serve(peer);
            } finally {
              ended.incrementAndGet();
            }
          });
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private synchronized void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // The end of a connection, wanted or not, is the client's to judge.
                return;
              }
            },
            "raw-server");
    threads.add(thread);
    thread.start();
  }

  String host() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Return how many connections there were. */
  int connections() {
    return accepted.get();
  }

  /** Return how many connections are open still. */
  int open() {
    return accepted.get() - ended.get();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    List<Thread> all;
    synchronized (this) {
      for (Socket socket : sockets) {
        socket.close();
      }
      all = List.copyOf(threads);
    }
    for (Thread thread : all) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
