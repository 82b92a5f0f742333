package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status line and the header fields of an answer, per RFC 9112.
 *
 * @param minor 0 for HTTP/1.0, 1 for HTTP/1.1
 * @param status the status
 * @param headers the fields
 */
record ResponseHead(int minor, int status, Headers headers) {

  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_INTERIM = 16;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
  private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** Read the head of the final answer; interim ones are passed over. */
  static ResponseHead read(InputStream input) throws IOException {
    for (int i = 0; i < MOST_INTERIM; i++) {
      ResponseHead head = readOne(input);
      if (head.status >= 200) {
        return head;
      }
    }
    throw new Garbage("too many interim answers");
  }

  private static ResponseHead readOne(InputStream input) throws IOException {
    int left = MOST_BYTES;
    String line = line(input, left);
    Matcher status = STATUS.matcher(line);
    if (!status.matches()) {
      throw new Garbage("no status line of HTTP/1.1");
    }
    Headers headers = Headers.none();
    for (left -= line.length(); ; left -= line.length() + 2) {
      line = line(input, left);
      if (line.isEmpty()) {
        int minor = Integer.parseInt(status.group(1));
        return new ResponseHead(minor, Integer.parseInt(status.group(2)), headers);
      }
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new Garbage("a header field without a name");
      }
      headers = headers.with(field.group(1), field.group(2).strip());
    }
  }

  /** Read a line without its end. */
  static String line(InputStream input, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw Wire.early();
      }
      if (line.size() >= most) {
        throw new Garbage("a line or header without an end");
      }
      line.write(c);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Return the length that the head announces. */
  OptionalLong contentLength() throws Garbage {
    OptionalLong length = OptionalLong.empty();
    List<String> values = headers.all("Content-Length");
    for (String value : values) {
      if (!LENGTH.matcher(value).matches() || !value.equals(values.get(0))) {
        throw new Garbage("no sensible Content-Length");
      }
      length = OptionalLong.of(Long.parseLong(value));
    }
    return length;
  }

  /** Return whether the body comes in chunks. */
  boolean isChunked() throws Garbage {
    List<String> codings = headers.all("Transfer-Encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw new Garbage("an unknown Transfer-Encoding");
    }
    return true;
  }

  /** Return whether the connection may be used again after the body. */
  boolean keepsAlive() {
    boolean twoLengths =
        !headers.all("Transfer-Encoding").isEmpty() && !headers.all("Content-Length").isEmpty();
    if (twoLengths || headers.lists("Connection", "close")) {
      return false;
    }
    return minor == 1 || headers.lists("Connection", "keep-alive");
  }
}
