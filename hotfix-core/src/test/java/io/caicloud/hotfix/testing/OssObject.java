package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object as an {@link OssServer} holds it. Immutable; its bytes are there until it is deleted.
 */
public final class OssObject {

  private static final String METADATA = "x-oss-meta-";

  private final String key;
  private final String etag;
  private final Map<String, String> headers;
  private final Instant lastModified;
  private final OssBytes content;
  private final boolean crcKnown;

  OssObject(
      String key,
      String etag,
      Map<String, String> headers,
      Instant lastModified,
      OssBytes content,
      boolean crcKnown) {
    this.key = key;
    this.etag = etag;
    this.headers = Map.copyOf(headers);
    this.lastModified = lastModified;
    this.content = content;
    this.crcKnown = crcKnown;
  }

  /** Return the headers of a request that stay with an object. */
  static Map<String, String> keptHeaders(OssRequest request) {
    Map<String, String> kept = new TreeMap<>();
    kept.put("content-type", "application/octet-stream");
    request
        .headers()
        .forEach(
            (name, value) -> {
              boolean content = name.startsWith("content-") && !name.equals("content-length");
              boolean metadata = name.startsWith(METADATA) || name.equals("cache-control");
              if (metadata || (content && !name.equals("content-md5"))) {
                kept.put(name, value);
              }
            });
    return kept;
  }

  /** Return its name in the bucket. */
  public String key() {
    return key;
  }

  /** Return the number of its bytes. */
  public long size() {
    return content.size();
  }

  /**
   * Return its ETag without quotes: its MD5 in upper case, or that of its parts' and their number.
   */
  public String etag() {
    return etag;
  }

  /** Return whether it was made of parts. */
  public boolean isMultipart() {
    return etag.contains("-");
  }

  /** Return its CRC-64/XZ as an unsigned decimal number, if the server knows it. */
  public Optional<String> crc64() {
    return crcKnown ? Optional.of(content.crc64Text()) : Optional.empty();
  }

  /** Return when it was made. */
  public Instant lastModified() {
    return lastModified;
  }

  /** Return the headers that came with it, user metadata included, by name in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * Return user metadata that came with it.
   *
   * @param name the name without {@code x-oss-meta-}, in lower case
   */
  public Optional<String> metadata(String name) {
    return Optional.ofNullable(headers.get(METADATA + name));
  }

  /**
   * Return its bytes.
   *
   * @throws java.io.UncheckedIOException if the server does not keep bytes
   */
  public byte[] bytes() {
    return content.body().readAll();
  }

  /**
   * Open its bytes.
   *
   * @throws IOException if the server does not keep bytes
   */
  public InputStream open() throws IOException {
    return content.body().opener().open();
  }

  OssBytes content() {
    return content;
  }

  /** Return key, size and ETag. */
  @Override
  public String toString() {
    return key + " (" + size() + " bytes, " + etag + ")";
  }
}
