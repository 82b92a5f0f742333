package io.caicloud.hotfix.internal.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A wire in the shape that TLS sockets are laid around. Reads ahead, because TLS asks for five
 * bytes at a time between its records. It never opens a socket of its own.
 */
@SuppressWarnings(
    "UnsynchronizedOverridesSynchronized") // A wire needs no lock, and close must never wait for
// one.
final class WireSocket extends Socket {

  private static final int AHEAD = 1 << 16;

  private final Wire wire;
  private final InetAddress peer;
  private final InputStream input;
  private final OutputStream output;

  WireSocket(Wire wire, InetAddress peer) {
    this.wire = wire;
    this.peer = peer;
    this.input = new BufferedInputStream(new WireInput(wire), AHEAD);
    this.output = new WireOutput(wire);
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public InetAddress getInetAddress() {
    return peer;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return wire.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return wire.isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return wire.isClosed();
  }

  @Override
  public void shutdownInput() throws IOException {
    wire.close();
  }

  @Override
  public void shutdownOutput() throws IOException {
    wire.close();
  }

  /** Limits are the wire's. */
  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setSoLinger(boolean on, int seconds) {}

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
