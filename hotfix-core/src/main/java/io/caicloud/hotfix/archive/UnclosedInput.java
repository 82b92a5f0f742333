package io.caicloud.hotfix.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that somebody else will close. */
final class UnclosedInput extends FilterInputStream {

  UnclosedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() {
    // Whoever opened it closes it.
  }
}
