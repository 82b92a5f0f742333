package io.caicloud.hotfix.rules;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a worker is inside a rule, agreed between the worker and the one who watches it, without
 * a lock, since a worker enters and leaves some 100,000 rules a second. An interrupt reaches the
 * rule it is meant for or none, and a worker that was given up learns of it before it touches
 * anything that others see.
 */
final class Turn {

  /** How a rule came back. */
  enum Ending {
    /** Within its time. */
    IN_TIME,
    /** After it was interrupted. */
    INTERRUPTED,
    /** After another worker took over. */
    GIVEN_UP
  }

  private static final long IDLE = 0;
  private static final long BUSY = 1;
  private static final long INTERRUPTING = 2;
  private static final long INTERRUPTED = 3;
  private static final long STATES = 4;
  private static final long GIVEN_UP = -1;

  private final AtomicLong state = new AtomicLong();
  private volatile long start;

  /** Enter a rule; by the worker. */
  void enter() {
    start = System.nanoTime();
    state.set(state.get() + BUSY);
  }

  /** Leave the rule; by the worker, whose thread is not interrupted afterwards. */
  Ending leave() {
    long busy = state.get();
    if (busy % STATES == BUSY && state.compareAndSet(busy, next(busy))) {
      Thread.interrupted();
      return Ending.IN_TIME;
    }
    long now = state.get();
    while (now % STATES == INTERRUPTING) {
      Thread.onSpinWait();
      now = state.get();
    }
    if (now != GIVEN_UP && state.compareAndSet(now, next(now))) {
      Thread.interrupted();
      return Ending.INTERRUPTED;
    }
    return Ending.GIVEN_UP;
  }

  private static long next(long current) {
    return (current / STATES + 1) * STATES + IDLE;
  }

  /** Return the present turn, for {@link #interrupt} and {@link #giveUp}; by the watch. */
  long current() {
    return state.get();
  }

  /** Return whether the worker is inside a rule, and has not been interrupted there. */
  static boolean isBusy(long turn) {
    return turn % STATES == BUSY;
  }

  /** Return whether the worker was interrupted inside a rule, and has not come back since. */
  static boolean isInterrupted(long turn) {
    return turn % STATES == INTERRUPTED;
  }

  /** Return when the present turn began, as {@link System#nanoTime()}. */
  long start() {
    return start;
  }

  /** Interrupt a worker unless it has left the rule meanwhile; by the watch. */
  void interrupt(long turn, Thread worker) {
    if (state.compareAndSet(turn, turn - BUSY + INTERRUPTING)) {
      worker.interrupt();
      state.set(turn - BUSY + INTERRUPTED);
    }
  }

  /** Give up a worker that was interrupted; false if it has come back meanwhile; by the watch. */
  boolean giveUp(long turn) {
    return state.compareAndSet(turn, GIVEN_UP);
  }
}
