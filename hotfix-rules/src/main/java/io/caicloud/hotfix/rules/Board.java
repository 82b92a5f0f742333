package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where workers get their subjects and leave what came of them. Subjects are handed out a little
 * ahead of the first that is not done, and what came of them is added up in their order, so that
 * neither the number of subjects nor that of workers shows. Safe to share between threads.
 */
final class Board {

  /** How far each worker may be ahead of the slowest. */
  private static final int AHEAD = 8;

  private final Iterator<Unit> units;
  private final Patience patience;
  private final Configured configured;
  private final int window;
  private final Map<RuleId, Tally> tallies = new HashMap<>();
  private final Findings findings = new Findings();
  private final Setup setup;
  private final Silence silence;
  private final Map<Integer, Unit> waiting = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition over = lock.newCondition();
  private int taken;
  private int added;
  private @Nullable Throwable failure;
  private volatile boolean stopped;

  Board(Iterator<Unit> units, Setup setup, RuleInputs inputs, Patience patience) {
    this.units = units;
    this.setup = setup;
    this.silence = new Silence(setup.configured(), inputs);
    this.patience = patience;
    this.configured = setup.configured();
    this.window = AHEAD * setup.workers();
    for (Rule<?> rule : setup.rules()) {
      RuleId id = rule.description().id();
      tallies.put(id, new Tally(id));
    }
  }

  /** Return the next subject, waiting for others to catch up; nothing if there is no more. */
  @Nullable Unit next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && taken - added >= window) {
        room.await();
      }
      if (stopped || !units.hasNext()) {
        return null;
      }
      taken++;
      return units.next();
    } finally {
      lock.unlock();
    }
  }

  /** Take what came of a subject. */
  void done(Unit unit) {
    lock.lock();
    try {
      waiting.put(unit.index(), unit);
      for (Unit next = waiting.remove(added); next != null; next = waiting.remove(added)) {
        add(next);
        added++;
      }
      room.signalAll();
      if (isOver()) {
        over.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Unit unit) {
    Throwable cause = unit.failure();
    if (cause != null) {
      stop(cause);
    }
    for (Visited visit : unit.visits()) {
      if (patience.asks(visit.rule(), unit.index())) {
        tallies.computeIfAbsent(visit.rule(), Tally::new).add(visit);
        visit.findings().forEach(findings::add);
        visit.forToday().forEach(findings::addForToday);
      }
    }
    for (YamlDocument document : unit.documents()) {
      InlineSuppressions inline = InlineSuppressions.of(document, setup);
      if (inline != null) {
        silence.add(inline);
      }
    }
    Finding notice = unit.notice();
    if (notice != null) {
      findings.add(notice);
    }
  }

  /** Hand out no more subjects, because of a failure if there is one. */
  void stop(@Nullable Throwable cause) {
    lock.lock();
    try {
      stopped = true;
      failure = failure == null ? cause : failure;
      room.signalAll();
      over.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopped() {
    return stopped;
  }

  /** Wait until all subjects are done or there are to be no more; return whether it is so. */
  boolean await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long rest = nanos;
      while (rest > 0 && !isOver()) {
        rest = over.awaitNanos(rest);
      }
      return isOver();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver() {
    return stopped || (added == taken && !units.hasNext());
  }

  /** Return why there is no report; nothing if there is one. */
  @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Return what came of all subjects. */
  RuleReport report(String ruleSet) {
    lock.lock();
    try {
      if (taken == 0) {
        findings.add(Unit.nothingVisited("-", "nothing"));
      }
      RuleReport.Builder report = RuleReport.builder(ruleSet);
      tallies.values().forEach(tally -> tally.writeTo(report));
      findings.writeTo(report, silence);
      silence.writeTo(report, tallies);
      configured.writeTo(report);
      return report.build();
    } finally {
      lock.unlock();
    }
  }
}
