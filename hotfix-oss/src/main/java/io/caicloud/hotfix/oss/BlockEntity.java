package io.caicloud.hotfix.oss;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * The body of a request, written in larger pieces than the 2 KB of the HTTP client: a sixteenth of
 * the calls to the system and to whoever follows the progress. For one thread.
 *
 * <p>To read from a channel is to listen for interrupts on its behalf, so after each piece the
 * thread is told to listen again on behalf of the request.
 */
final class BlockEntity extends HttpEntityWrapper {

  private static final int BLOCK = 64 * 1024;

  private final Abortion abortion;

  BlockEntity(HttpEntity entity, Abortion abortion) {
    super(entity);
    this.abortion = abortion;
  }

  /** The body ends the stream itself, so its length need not be counted here. */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      byte[] block = new byte[BLOCK];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        abortion.again();
        out.write(block, 0, count);
      }
    } finally {
      abortion.again();
    }
  }
}
