package io.caicloud.hotfix.oss;

import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Ends blocking work of a thread when the thread is interrupted, by the means that the JDK has for
 * its own channels: the interrupt itself ends it, so no second thread has to wait for it.
 */
final class Abortion extends AbstractInterruptibleChannel {

  private final Runnable end;

  /**
   * Create one. It needs no closing: to close it is to end the work.
   *
   * @param end makes the work fail; called by the thread that interrupts, at most once
   */
  Abortion(Runnable end) {
    this.end = end;
  }

  /** Work that blocks. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Do the work.
   *
   * @throws java.nio.channels.ClosedByInterruptException if the thread was interrupted meanwhile,
   *     or before; its flag stays set
   */
  <T> T during(Work<T> work) throws IOException {
    boolean completed = false;
    begin();
    try {
      T result = work.run();
      completed = true;
      return result;
    } finally {
      end(completed);
    }
  }

  /** Go on to listen for interrupts: a thread listens for those of one channel only, its last. */
  void again() {
    begin();
  }

  @Override
  protected void implCloseChannel() {
    end.run();
  }
}
