package io.caicloud.hotfix.internal.registry;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a request sends. It may be sent several times: after a redirect, a challenge or a broken
 * connection.
 *
 * @param contentType the value of {@code Content-Type}
 * @param length the number of bytes, known before
 * @param source gives the bytes, from the first on, each time it is asked
 */
public record RequestBody(String contentType, long length, Source source) {

  /** Opens the bytes of a request, again and again. */
  @FunctionalInterface
  public interface Source {

    /**
     * Return a new stream of all bytes. The caller closes it.
     *
     * @throws IOException if the bytes cannot be read
     */
    InputStream open() throws IOException;
  }

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if the length is negative or the type has a line break
   */
  public RequestBody {
    Headers.requireValue(contentType);
    requireNonNull(source, "source");
    if (length < 0) {
      throw new IllegalArgumentException("negative length: " + length);
    }
  }

  /**
   * Return a body of bytes in memory, which are not copied.
   *
   * @param contentType the value of {@code Content-Type}
   * @param bytes the bytes
   */
  public static RequestBody of(String contentType, byte[] bytes) {
    return new RequestBody(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}
