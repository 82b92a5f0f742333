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
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class RegistryResponse implements AutoCloseable {

  private RegistryResponse() {}

  /** Return the status, such as 200. */
  public int status() {
    throw new UnsupportedOperationException();
  }

  /**
   * Return the first value of a header field.
   *
   * @param name the name, in any case
   */
  public Optional<String> header(String name) {
    throw new UnsupportedOperationException();
  }

  /** Return the length of the body that the registry announced; of a HEAD request, of its GET. */
  public OptionalLong contentLength() {
    throw new UnsupportedOperationException();
  }

  /** Return the absolute address of the {@code Location} field, such as that of an upload. */
  public Optional<URI> location() {
    throw new UnsupportedOperationException();
  }

  /**
   * Return the body. Its reads throw {@link IOException} when the connection breaks, stalls or ends
   * early, and {@link HotfixException} with code {@code interrupted} when the thread is
   * interrupted; it is best read in pieces of 128 KiB or more.
   */
  public InputStream body() {
    throw new UnsupportedOperationException();
  }

  /**
   * Read the whole body and close this.
   *
   * @param limit the most bytes it may have
   * @throws HotfixException with code {@code registry-answer} if it is longer, {@code
   *     registry-unreachable} if the connection broke, {@code interrupted}
   */
  public byte[] readBody(int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Return what to throw when the body broke and nobody will try again.
   *
   * @param cause what a read threw
   */
  public HotfixException broken(IOException cause) {
    throw new UnsupportedOperationException();
  }

  /** Give the connection back, or end it if the body was not read to its end. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
