package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes that leave. */
final class WireOutput extends OutputStream {

  private final Wire wire;

  WireOutput(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    wire.write(source, offset, length);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
