package io.caicloud.hotfix.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. */
final class LimitedInput extends FilterInputStream {

  private long left;

  LimitedInput(InputStream in, long most) {
    super(in);
    left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read = left == 0 ? -1 : super.read(buffer, offset, (int) Math.min(count, left));
    left -= Math.max(0, read);
    return read;
  }
}
