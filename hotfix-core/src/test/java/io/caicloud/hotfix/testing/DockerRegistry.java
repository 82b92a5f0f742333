package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real {@code docker-registry} as a process of its own, on a free port of 127.0.0.1 with an empty
 * storage. Closing it ends the process and removes its files; so does the end of this process. A
 * test that starts one is aborted where the program is missing, see {@link Tools#require}.
 */
public final class DockerRegistry implements AutoCloseable {

  /** The user that {@link #withPassword} lets in. */
  public static final String USER = "tester";

  /** That user's password, obviously none. */
  public static final String PASSWORD = "not-a-secret";

  private static final String BCRYPT =
      "$2y$05$awI6qaf8bkgfj3XqMqXxwubt0csediUYvbu0eZNL9pRPjszROUTyS";
  private static final int ATTEMPTS = 5;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final Optional<TestCertificates> certificates;
  private final Thread atExit = new Thread(this::stop, "docker-registry-stop");
  private int port;
  private Process process;

  private DockerRegistry(boolean password, boolean tls) {
    Tools.require("docker-registry");
    try {
      folder = Files.createTempDirectory("docker-registry");
      boolean started = false;
      try {
        certificates =
            tls ? Optional.of(TestCertificates.in(folder.resolve("tls"))) : Optional.empty();
        Files.writeString(folder.resolve("htpasswd"), USER + ":" + BCRYPT + "\n");
        process = begin(password);
        started = true;
      } finally {
        if (!started) {
          TemporaryFolder.remove(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Start one without TLS that is open to everybody. */
  public static DockerRegistry plain() {
    return new DockerRegistry(false, false);
  }

  /** Start one without TLS that lets in {@link #USER} with {@link #PASSWORD} only. */
  public static DockerRegistry withPassword() {
    return new DockerRegistry(true, false);
  }

  /** Start one with TLS by a test authority that is open to everybody. */
  public static DockerRegistry withTls() {
    return new DockerRegistry(false, true);
  }

  /** Start one with TLS by a test authority that lets in {@link #USER} only. */
  public static DockerRegistry withTlsAndPassword() {
    return new DockerRegistry(true, true);
  }

  /** Another process may take the free port first; then the next one is tried. */
  private Process begin(boolean password) throws IOException {
    Path log = folder.resolve("log");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      port = freePort();
      Path config = Files.writeString(folder.resolve("config.yml"), config(password));
      Process begun =
          new ProcessBuilder("docker-registry", "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      begun.getOutputStream().close();
      if (isReady(begun)) {
        return begun;
      }
    }
    throw new AssertionError("docker-registry does not start: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, SocketListener.loopback())) {
      return socket.getLocalPort();
    }
  }

  /** JSON is YAML too. */
  private String config(boolean password) {
    String tls =
        certificates
            .map(
                made ->
                    ",\"tls\":{\"certificate\":\"%s\",\"key\":\"%s\"}"
                        .formatted(made.serverPem(), made.serverKeyPem()))
            .orElse("");
    String auth =
        password
            ? ",\"auth\":{\"htpasswd\":{\"realm\":\"tests\",\"path\":\"%s\"}}"
                .formatted(folder.resolve("htpasswd"))
            : "";
    return """
        {"version":"0.1","log":{"level":"warn","accesslog":{"disabled":true}},
         "storage":{"filesystem":{"rootdirectory":"%s"},"delete":{"enabled":true},
          "maintenance":{"uploadpurging":{"enabled":false}}},
         "http":{"addr":"127.0.0.1:%d","secret":"not-a-secret"%s}%s}
        """
        .formatted(folder.resolve("storage"), port, tls, auth);
  }

  /** Wait until it takes connections; false if it ended. */
  private boolean isReady(Process begun) {
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < LIMIT_NANOS) {
        try (Socket socket = new Socket(SocketListener.loopback(), port)) {
          return socket.isConnected() && begun.isAlive();
        } catch (IOException e) {
          if (begun.waitFor(20, TimeUnit.MILLISECONDS)) {
            return false;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    begun.destroyForcibly();
    throw new AssertionError("docker-registry takes no connections");
  }

  /** Return where it is, as references name it, such as {@code 127.0.0.1:40001}. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  /** Return its port. */
  public int port() {
    return port;
  }

  /** Return its address, such as {@code http://127.0.0.1:40001/}. */
  public URI uri() {
    return URI.create((certificates.isPresent() ? "https://" : "http://") + host() + "/");
  }

  /** Return the folder that holds what was pushed. */
  public Path storage() {
    return folder.resolve("storage");
  }

  /**
   * Return the certificates of its TLS.
   *
   * @throws java.util.NoSuchElementException if it was started without
   */
  public TestCertificates certificates() {
    return certificates.orElseThrow();
  }

  /** End the process and remove its files. */
  @Override
  public void close() {
    if (Files.exists(folder)) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      stop();
    }
  }

  private void stop() {
    process.destroyForcibly().onExit().join();
    TemporaryFolder.remove(folder);
  }
}
