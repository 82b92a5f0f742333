package io.caicloud.hotfix.internal.registry;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A TCP connection whose every wait, to connect, to read and to write, has a limit and ends at once
 * when the thread is interrupted or another thread closes it. The channel never blocks; waiting is
 * its selector's, because only a selector does all of that on every JDK.
 */
final class Wire implements Closeable {

  /** The most bytes of one read or write, so that the JDK's buffers for heap arrays stay small. */
  static final int PIECE = 1 << 17;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private volatile Duration patience;
  private volatile boolean closed;

  private Wire(SocketChannel channel, Selector selector, Duration patience) throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.patience = patience;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = channel.register(selector, 0);
  }

  /** Return a wire that is not connected yet. */
  static Wire open(Duration patience) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      Selector selector = Selector.open();
      try {
        return new Wire(channel, selector, patience);
      } catch (IOException e) {
        selector.close();
        throw e;
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Let later waits last this long. */
  void patience(Duration limit) {
    this.patience = limit;
  }

  void connect(InetSocketAddress address) throws IOException {
    requireOpen();
    if (!channel.connect(address)) {
      do {
        await(SelectionKey.OP_CONNECT);
      } while (!channel.finishConnect());
    }
  }

  /** Read at least one byte; -1 at the end. */
  int read(ByteBuffer target) throws IOException {
    requireOpen();
    int count = channel.read(target);
    while (count == 0) {
      await(SelectionKey.OP_READ);
      count = channel.read(target);
    }
    return count;
  }

  int read(byte[] target, int offset, int length) throws IOException {
    return length == 0 ? 0 : read(ByteBuffer.wrap(target, offset, Math.min(length, PIECE)));
  }

  void write(byte[] source, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      requireOpen();
      int count = channel.write(ByteBuffer.wrap(source, at, Math.min(end - at, PIECE)));
      if (count == 0) {
        await(SelectionKey.OP_WRITE);
      }
      at += count;
    }
  }

  /** Return whether the other end said nothing since, not even good-bye. */
  boolean isQuiet() {
    try {
      return channel.read(ByteBuffer.allocate(1)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isClosed() {
    return closed;
  }

  private void await(int operation) throws IOException {
    Duration limit = patience;
    long end = System.nanoTime() + limit.toNanos();
    try {
      key.interestOps(operation);
      while (true) {
        requireOpen();
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new SocketTimeoutException("nothing for " + limit.toMillis() + " ms");
        }
        selector.selectedKeys().clear();
        if (selector.select(left / 1_000_000 + 1) > 0) {
          return;
        }
      }
    } catch (ClosedSelectorException | java.nio.channels.CancelledKeyException e) {
      throw closedElsewhere(e);
    }
  }

  private void requireOpen() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (closed) {
      throw new AsynchronousCloseException();
    }
  }

  private static IOException closedElsewhere(RuntimeException cause) {
    IOException closed = new AsynchronousCloseException();
    closed.initCause(cause);
    return closed;
  }

  /** End the connection at once, without a word to the other end. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      channel.close();
    } finally {
      selector.close();
    }
  }

  /** Say that the other end closed the connection too early. */
  static EOFException early() {
    return new EOFException("the connection was closed before the end");
  }
}
