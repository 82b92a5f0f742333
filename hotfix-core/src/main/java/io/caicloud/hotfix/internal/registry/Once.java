package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A value that one thread finds while the others wait, interruptibly. A failure is not remembered.
 *
 * @param <T> the type of the value
 */
final class Once<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final String subject;
  private @Nullable T value;

  /** The subject is what messages call the value's owner. */
  Once(String subject) {
    this.subject = subject;
  }

  /**
   * Finds a value.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  interface Search<T> {
    T find() throws IOException;
  }

  T get(Search<T> search) throws IOException {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Failures.interrupted(subject, e);
    }
    try {
      T found = value;
      if (found == null) {
        found = search.find();
        value = found;
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
