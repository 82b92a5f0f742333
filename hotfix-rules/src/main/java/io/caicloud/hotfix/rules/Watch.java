package io.caicloud.hotfix.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watches over workers: interrupts a rule that takes too long, then gives up its worker. */
final class Watch {

  /** How long a rule may take to react; one that waits for something does at once. */
  private static final long GRACE = Duration.ofMillis(200).toNanos();

  private final long limit;
  private final List<Watched> workers = new ArrayList<>();

  Watch(Duration limit) {
    this.limit = limit.toNanos();
  }

  void over(Worker worker) {
    workers.add(new Watched(worker));
  }

  /** Look after all workers, and return after how many nanoseconds to do so again. */
  long look() {
    long next = limit;
    for (Watched watched : workers) {
      next = Math.min(next, watched.look());
    }
    return Math.max(next, 1);
  }

  /** Wait for the workers to end, which they do unless one is inside a rule. */
  void join() throws InterruptedException {
    for (Watched watched : workers) {
      watched.worker.thread().join();
    }
  }

  /** Ask all workers to end, and give those up that do not. */
  void stop() {
    workers.forEach(watched -> watched.worker.stop());
    long end = System.nanoTime() + GRACE;
    boolean interrupted = false;
    for (Watched watched : workers) {
      long rest = Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
      try {
        watched.worker.thread().join(rest);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A worker, or the last of those that took over from each other. */
  private final class Watched {
    private Worker worker;
    private long interruptedAt;

    Watched(Worker worker) {
      this.worker = worker;
    }

    private long look() {
      Turn turn = worker.turn();
      long current = turn.current();
      long start = turn.start();
      long now = System.nanoTime();
      if (Turn.isInterrupted(current)) {
        return giveUp(turn, current, now - interruptedAt);
      }
      if (!Turn.isBusy(current) || turn.current() != current) {
        // What it begins from now on has all its time before it.
        return limit;
      }
      if (now - start < limit) {
        return limit - (now - start);
      }
      turn.interrupt(current, worker.thread());
      interruptedAt = now;
      return GRACE;
    }

    private long giveUp(Turn turn, long current, long waited) {
      if (waited < GRACE) {
        return GRACE - waited;
      }
      if (turn.giveUp(current)) {
        worker = worker.successor();
      }
      return limit;
    }
  }
}
