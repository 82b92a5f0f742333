package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a registry answered. Read the body to its end, so that the connection serves again, and
 * close it in any case. For one thread at a time.
 */
public final class RegistryResponse implements AutoCloseable {

  private final Incoming answer;
  private final OptionalLong contentLength;

  RegistryResponse(Incoming answer, OptionalLong contentLength) {
    this.answer = answer;
    this.contentLength = contentLength;
  }

  /** Return the status, such as 200. */
  public int status() {
    return answer.status();
  }

  /**
   * Return the first value of a header field.
   *
   * @param name the name, in any case
   */
  public Optional<String> header(String name) {
    return answer.headers().first(name);
  }

  /** Return the length of the body that the registry announced; for HEAD, the one of GET. */
  public OptionalLong contentLength() {
    return contentLength;
  }

  /**
   * Return the absolute address of the {@code Location} field, such as that of an upload, or
   * nothing without the field.
   *
   * @throws HotfixException with code {@code registry-answer} if the field is no address by http
   */
  public Optional<URI> location() {
    if (header("Location").isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Redirects.location(answer));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Return the body. Its reads throw {@link IOException} when the connection breaks, stalls or ends
   * early, and {@link HotfixException} with code {@code interrupted} when the thread is
   * interrupted; it is best read in pieces of 128 KiB or more.
   */
  public InputStream body() {
    return answer.body();
  }

  /**
   * Read the whole body and close this.
   *
   * @param limit the most bytes it may have
   * @throws HotfixException with code {@code registry-answer} if it is longer, {@code
   *     registry-unreachable} if the connection broke, {@code interrupted}
   */
  public byte[] readBody(int limit) {
    try (this) {
      return readBody(answer, limit);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  static byte[] readBody(Incoming answer, int limit) throws IOException {
    byte[] bytes = answer.take(limit + 1);
    if (bytes.length > limit) {
      throw Failures.answer("too-long", Address.of(answer.place()), limit);
    }
    return bytes;
  }

  /**
   * Return what to throw when the body broke and nobody will try again.
   *
   * @param cause what a read threw
   */
  public HotfixException broken(IOException cause) {
    return Failures.unreachable(Address.of(answer.place()), cause);
  }

  /** Give the connection back, or end it if the body was not read to its end. */
  @Override
  public void close() {
    answer.close();
  }
}
