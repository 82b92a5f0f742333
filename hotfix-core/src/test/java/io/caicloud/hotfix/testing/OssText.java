package io.caicloud.hotfix.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How OSS writes values of headers and times. */
final class OssText {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private OssText() {}

  /** Return the text of a header whose bytes were read as one character each. */
  static String fromWire(String value) {
    return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Return the text of a header with one character for each of its bytes. */
  static String toWire(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static String iso(Instant time) {
    return ISO.format(time);
  }

  static String http(Instant time) {
    return HTTP.format(time);
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }
}
