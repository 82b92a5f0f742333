package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.io.InputStream;

/** The bytes that arrive, with as few copies as the wire allows. */
final class WireInput extends InputStream {

  private final Wire wire;

  WireInput(Wire wire) {
    this.wire = wire;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return wire.read(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
