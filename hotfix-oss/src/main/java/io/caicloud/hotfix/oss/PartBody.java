package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A part of a content as the body of one request. It says that it can be reset, or the SDK would
 * copy it through a buffer for tries of its own, which it is told not to make.
 */
final class PartBody extends InputStream {

  private final ReadableByteChannel channel;
  private final Transfer transfer;
  private final int part;

  private PartBody(ReadableByteChannel channel, Transfer transfer, int part) {
    this.channel = channel;
    this.transfer = transfer;
    this.part = part;
  }

  static PartBody open(Content content, Part part, Transfer transfer) {
    transfer.begin(part.number());
    return new PartBody(content.open(part.offset(), part.size()), transfer, part.number());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int count = channel.read(ByteBuffer.wrap(target, offset, length));
      if (count > 0) {
        transfer.add(part, count);
      }
      return count;
    } catch (HotfixException e) {
      throw new IOException(e);
    }
  }

  @Override
  public boolean markSupported() {
    return true;
  }

  @Override
  public synchronized void mark(int readLimit) {}

  @Override
  public synchronized void reset() throws IOException {
    throw new IOException("a body is sent once");
  }

  /** Nothing was written, so nothing is lost when this fails. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The file is of no more use here.
    }
  }
}
