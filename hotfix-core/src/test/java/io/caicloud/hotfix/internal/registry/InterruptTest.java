package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.get;
import static io.caicloud.hotfix.internal.registry.Clients.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted stops, wherever it waits; so does one whose client is closed. */
@Timeout(60)
final class InterruptTest {

  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhello";
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private final CountDownLatch waiting = new CountDownLatch(1);

  private interface Work {
    void run(RegistryHttp http) throws Exception;
  }

  /** How the thread ended. */
  private record End(@Nullable Throwable thrown, boolean flag) {}

  @Test
  void stops_while_it_waits_for_a_connection() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> others = fill(full);
      String host = "127.0.0.1:" + full.getLocalPort();

      interrupted(plain(host), http -> http.send(get(host, "manifests/v1")), 0);

      for (Socket other : others) {
        other.close();
      }
    }
  }

  /** Take all places of a server that accepts nobody, so that the next connection has to wait. */
  private static List<Socket> fill(ServerSocket server) throws Exception {
    List<Socket> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Socket socket = new Socket();
      others.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return others;
      }
    }
    throw new AssertionError("the server takes everybody");
  }

  @Test
  void stops_while_it_waits_for_tls() throws Exception {
    try (RawServer proxy =
        RawServer.start(
            peer -> {
              peer.head();
              peer.say("HTTP/1.1 200 Here you are\r\n\r\n");
              waiting.countDown();
              peer.waitForEnd();
            })) {
      Proxy tunnel =
          new Proxy(
              Proxy.Type.HTTP,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
      interrupted(
          RegistryHttp.builder().proxies(place -> tunnel),
          http -> http.send(get("registry.invalid", "manifests/v1")),
          1);
    }
  }

  @Test
  void stops_while_it_waits_for_an_answer() throws Exception {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.head();
              waiting.countDown();
              peer.waitForEnd();
            })) {
      interrupted(plain(server.host()), http -> http.send(get(server.host(), "manifests/v1")), 1);
    }
  }

  @Test
  void stops_while_it_waits_for_bytes_of_a_body() throws Exception {
    try (RawServer server = RawServer.start(InterruptTest::sayHalf)) {
      interrupted(plain(server.host()), http -> readToEnd(http, server.host()), 1);
    }
  }

  @Test
  void stops_while_it_waits_for_bytes_of_a_body_over_tls() throws Exception {
    TestCertificates certificates = TestCertificates.in(folder);
    ServerSocket listener =
        certificates
            .serverContext()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (RawServer server = RawServer.start(listener, InterruptTest::sayHalf)) {
      interrupted(
          RegistryHttp.builder().authorities(certificates.authorityPem()),
          http -> readToEnd(http, server.host()),
          1);
    }
  }

  @Test
  void stops_while_bytes_come_without_end() throws Exception {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.head();
              peer.say("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                peer.say("x".repeat(100_000));
              }
            })) {
      interrupted(plain(server.host()), http -> readToEnd(http, server.host()), 2);
    }
  }

  @Test
  void stops_while_nobody_reads_what_it_sends() throws Exception {
    try (RawServer server =
        RawServer.start(
            peer -> {
              peer.head();
              waiting.countDown();
              peer.sleep();
            })) {
      Repository web = new Repository(server.host(), "release/web");
      RegistryRequest put =
          RegistryRequest.of("PUT", web, "x")
              .body(RequestBody.of("a/b", new byte[64 << 20]))
              .build();
      interrupted(plain(server.host()), http -> http.send(put), 1);
    }
  }

  @Test
  void stops_while_it_waits_for_another_try() throws Exception {
    try (RawServer server =
        RawServer.start(peer -> peer.sayAlways("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"))) {
      RetryPolicy.Timing timing =
          new RetryPolicy.Timing() {
            @Override
            public void sleep(Duration pause) throws InterruptedException {
              waiting.countDown();
              Thread.sleep(pause.toMillis());
            }

            @Override
            public double chance() {
              return 0;
            }
          };
      interrupted(
          plain(server.host()).retries(new RetryPolicy(3, LONG, LONG, timing)),
          http -> http.send(get(server.host(), "manifests/v1")),
          1);
    }
  }

  private static void sayHalf(RawServer.Peer peer) throws Exception {
    peer.head();
    peer.say(HALF);
    peer.waitForEnd();
  }

  private void readToEnd(RegistryHttp http, String host) throws Exception {
    try (RegistryResponse response = http.send(get(host, "blobs/sha256:ab"))) {
      InputStream body = response.body();
      byte[] piece = new byte[1 << 17];
      for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
        waiting.countDown();
      }
    }
  }

  /** Interrupt the work while it waits; a second time, close the client instead. */
  private void interrupted(RegistryHttp.Builder builder, Work work, int told) throws Exception {
    RegistryHttp.Builder patient = builder.timeouts(new Timeouts(LONG, LONG, LONG));
    try (RegistryHttp http = patient.build()) {
      End end = during(work, http, told, Thread::interrupt);
      assertThat(end.thrown())
          .isInstanceOfSatisfying(
              HotfixException.class, thrown -> assertThat(thrown.code()).isEqualTo("interrupted"));
      assertThat(end.flag()).as("the thread stays interrupted").isTrue();
    }
  }

  private End during(Work work, RegistryHttp http, int told, Consumer<Thread> stop)
      throws Exception {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run(http);
              } catch (Throwable e) {
                thrown.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    if (told > 0) {
      assertThat(waiting.await(20, TimeUnit.SECONDS)).as("it got that far").isTrue();
    }
    while (told < 2 && thread.isAlive() && !isWaiting(thread)) {
      Thread.onSpinWait();
    }
    stop.accept(thread);
    thread.join(20_000);
    assertThat(thread.isAlive()).as("the thread still waits").isFalse();
    return new End(thrown.get(), flag.get());
  }

  private static void close(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isWaiting(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("select") || frame.getMethodName().equals("sleep")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void ends_when_the_client_is_closed_elsewhere() throws Exception {
    try (RawServer server = RawServer.start(InterruptTest::sayHalf);
        RegistryHttp http = plain(server.host()).timeouts(new Timeouts(LONG, LONG, LONG)).build()) {
      End end = during(client -> readToEnd(client, server.host()), http, 1, each -> close(http));
      assertThat(end.thrown()).isInstanceOf(IOException.class);
      assertThat(end.flag()).isFalse();
    }
  }

  @Test
  void ends_a_request_when_the_client_is_closed_elsewhere() throws Exception {
    try (RawServer server =
            RawServer.start(
                peer -> {
                  peer.head();
                  waiting.countDown();
                  peer.waitForEnd();
                });
        RegistryHttp http = plain(server.host()).timeouts(new Timeouts(LONG, LONG, LONG)).build()) {
      End end =
          during(
              client -> client.send(get(server.host(), "manifests/v1")),
              http,
              1,
              each -> close(http));
      assertThat(end.thrown()).isInstanceOf(IllegalStateException.class);
    }
  }
}
