package io.caicloud.hotfix.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that says exactly what a test wants and reports exactly what came, over one connection.
 */
final class RawClient implements AutoCloseable {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) .*");

  private final Socket socket;

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param headers values by name in lower case
   * @param content the bytes of the body that came, a character for each
   * @param end how the body ended
   */
  record Answer(int status, Map<String, String> headers, String content, End end) {
    byte[] body() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** How a body ended. */
  enum End {
    /** With its last byte. */
    COMPLETE,
    /** The server closed before. */
    CLOSED,
    /** The server reset the connection before. */
    RESET,
    /** The client had enough. */
    STOPPED
  }

  RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient of(RegistryServer registry) throws IOException {
    return to(registry.port());
  }

  static RawClient to(int port) throws IOException {
    return new RawClient(new Socket(SocketListener.loopback(), port));
  }

  /** Return whether nothing listens on a port. */
  static boolean refuses(int port) throws IOException {
    try (RawClient client = to(port)) {
      return !client.socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  /** Send one request over a connection of its own. */
  static Answer once(RegistryServer registry, String request, String... headers)
      throws IOException {
    try (RawClient client = of(registry)) {
      return client.send(request, new byte[0], headers);
    }
  }

  /** Send {@code METHOD target}, headers and a body, and read the answer. */
  Answer send(String request, byte[] body, String... headers) throws IOException {
    write(request, body, headers);
    return read(request.startsWith("HEAD"), Long.MAX_VALUE);
  }

  void write(String request, byte[] body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    socket.getOutputStream().write(all.toByteArray());
  }

  /** Read an answer, but not more of its body than a number of bytes. */
  Answer read(boolean headOnly, long most) throws IOException {
    String first = line();
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new IOException("not an answer: " + first);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean chunked = headers.containsKey("transfer-encoding");
    long length =
        chunked ? Long.MAX_VALUE : Long.parseLong(headers.getOrDefault("content-length", "0"));
    End end = readBody(body, headOnly ? 0 : length, most);
    String content = body.toString(StandardCharsets.ISO_8859_1);
    return new Answer(Integer.parseInt(status.group(1)), headers, content, end);
  }

  private End readBody(ByteArrayOutputStream body, long length, long most) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      while (body.size() < Math.min(length, most)) {
        long wanted = Math.min(buffer.length, Math.min(length, most) - body.size());
        int read = in.read(buffer, 0, (int) wanted);
        if (read < 0) {
          return End.CLOSED;
        }
        body.write(buffer, 0, read);
      }
    } catch (IOException e) {
      return End.RESET;
    }
    return body.size() == length ? End.COMPLETE : End.STOPPED;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed before an answer");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
