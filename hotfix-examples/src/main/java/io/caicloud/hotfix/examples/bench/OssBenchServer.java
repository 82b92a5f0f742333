package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An OSS in a process of its own, which proves what it receives and keeps none of it. */
public final class OssBenchServer implements AutoCloseable {

  private final Process process;
  private final URI endpoint;
  private final String region;
  private final OssCredential credential;

  private OssBenchServer(Process process, String[] words) {
    this.process = process;
    this.endpoint = URI.create(words[0]);
    this.region = words[1];
    this.credential = OssCredential.of(words[2], words[3]);
  }

  /**
   * Start the process.
   *
   * @param options of the virtual machine
   */
  static OssBenchServer start(String options) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                options,
                "-cp",
                System.getProperty("java.class.path"),
                OssBenchServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null) {
      throw new IOException("the server does not start");
    }
    return new OssBenchServer(process, line.split(" ", -1));
  }

  /**
   * Serve until the input ends.
   *
   * @param args nothing
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (OssServer server = OssServer.builder().discardBytes().start()) {
      OssCredential all = server.credential();
      System.out.println(
          server.endpoint()
              + " "
              + server.region()
              + " "
              + all.accessKeyId()
              + " "
              + all.accessKeySecret());
      while (System.in.read() >= 0) {
        // Whoever started this process ends it by closing the pipe, or by its own end.
      }
    }
  }

  URI endpoint() {
    return endpoint;
  }

  String region() {
    return region;
  }

  OssCredential credential() {
    return credential;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("the server ended with " + process.exitValue());
    }
  }
}
