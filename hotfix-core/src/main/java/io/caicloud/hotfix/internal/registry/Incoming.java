package io.caicloud.hotfix.internal.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * One answer as it came over one connection.
 *
 * @param place the address that answered
 * @param head status and fields
 * @param body the body
 */
record Incoming(URI place, ResponseHead head, InputStream body) implements AutoCloseable {

  int status() {
    return head.status();
  }

  Headers headers() {
    return head.headers();
  }

  /** Return the first bytes of the body, at most this many, and close it. */
  byte[] take(int most) throws IOException {
    try (body) {
      return body.readNBytes(most);
    }
  }

  /** Return the same answer with its body in memory. */
  Incoming holding(byte[] bytes) {
    return new Incoming(place, head, new ByteArrayInputStream(bytes));
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Nothing of this body is wanted any more.
      return;
    }
  }
}
