package io.caicloud.hotfix.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off a connection. Not safe for use by several threads. */
final class RequestReader {

  private static final int MAX_HEAD = 1 << 16;

  private final InputStream in;
  private final OutputStream out;

  RequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Return the next request without its body, or null if the client has closed. */
  @Nullable RegistryRequest head(RegistryRequest.Host host) throws IOException {
    String first = line(true);
    if (first == null) {
      return null;
    }
    List<String> words = List.of(first.split(" ", -1));
    if (words.size() != 3 || !words.get(2).startsWith("HTTP/1.")) {
      throw new IOException("not a request: " + first);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(false); line != null && !line.isEmpty(); line = line(false)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    String target = words.get(1);
    int mark = target.indexOf('?');
    return new RegistryRequest(
        host,
        words.get(0),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        headers);
  }

  /** Return the body of a request; nothing beyond it is read. */
  InputStream body(RegistryRequest request) throws IOException {
    boolean chunked =
        request.header("Transfer-Encoding").filter(value -> value.equals("chunked")).isPresent();
    long length;
    try {
      length = Long.parseLong(request.header("Content-Length").orElse("0"));
    } catch (NumberFormatException e) {
      throw new IOException("not a length", e);
    }
    if (request.header("Expect").filter("100-continue"::equals).isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    return new Body(chunked, chunked ? 0 : length);
  }

  private @Nullable String line(boolean endAllowed) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (endAllowed && line.size() == 0) {
          return null;
        }
        throw new EOFException("the request ends too early");
      }
      if (line.size() > MAX_HEAD) {
        throw new IOException("a line of the request is too long");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private final class Body extends InputStream {
    private final boolean chunked;
    private long left;
    private boolean started;
    private boolean ended;

    Body(boolean chunked, long left) {
      this.chunked = chunked;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (left == 0 && chunked && !ended) {
        nextChunk();
      }
      if (left == 0) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(count, left));
      if (read < 0) {
        throw new EOFException("the body ends too early");
      }
      left -= read;
      return read;
    }

    private void nextChunk() throws IOException {
      if (started) {
        line(false);
      }
      started = true;
      String size = line(false);
      try {
        left = Long.parseLong(String.valueOf(size).replaceFirst(";.*", ""), 16);
      } catch (NumberFormatException e) {
        throw new IOException("not the size of a chunk: " + size, e);
      }
      if (left == 0) {
        ended = true;
        for (String line = line(false); line != null && !line.isEmpty(); line = line(false)) {
          // Trailers say nothing to a registry.
        }
      }
    }
  }
}
