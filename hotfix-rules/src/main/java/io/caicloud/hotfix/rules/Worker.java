package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleInputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes subjects from the board and shows them to the rules. It is a daemon, for one
 * that was given up runs on as long as its rule does. What it holds belongs to its thread; to the
 * watch only once it was given up.
 */
final class Worker {

  private final Setup setup;
  private final RuleInputs inputs;
  private final Board board;
  private final Patience patience;
  private final Turn turn = new Turn();
  private final Thread thread = new Thread(this::run, "hotfix-rules");
  private final Map<Class<?>, List<Rule<?>>> rulesByType = new HashMap<>();
  private @Nullable Unit unit;
  private @Nullable Visit visit;

  private Worker(Setup setup, RuleInputs inputs, Board board, Patience patience) {
    this.setup = setup;
    this.inputs = inputs;
    this.board = board;
    this.patience = patience;
    thread.setDaemon(true);
  }

  /** Start a worker. */
  static Worker start(Setup setup, RuleInputs inputs, Board board, Patience patience) {
    Worker worker = new Worker(setup, inputs, board, patience);
    worker.thread.start();
    return worker;
  }

  Turn turn() {
    return turn;
  }

  Thread thread() {
    return thread;
  }

  /** Start a worker that goes on, behind the rule that this one was given up with. */
  Worker successor() {
    Worker next = new Worker(setup, inputs, board, patience);
    Unit left = unit;
    Visit last = visit;
    if (left != null && last != null) {
      next.unit = left;
      next.late(left, last);
    }
    next.thread.start();
    return next;
  }

  private void run() {
    try {
      Unit mine = unit == null ? board.next() : unit;
      while (mine != null) {
        unit = mine;
        if (!judge(mine)) {
          return;
        }
        board.done(mine);
        mine = board.next();
      }
    } catch (InterruptedException e) {
      // Only the end of the check interrupts a worker outside of a rule.
      board.stop(null);
    } catch (Throwable e) {
      board.stop(e);
    }
  }

  /** Show the rules what is left of a subject; false if this worker is not to go on. */
  private boolean judge(Unit mine) {
    try {
      for (Part part = mine.part(); part != null; part = mine.part()) {
        if (!judge(mine, part)) {
          return false;
        }
      }
    } catch (RuntimeException e) {
      mine.fail(e);
    }
    return !board.isStopped();
  }

  private boolean judge(Unit mine, Part part) {
    List<Rule<?>> rules = interested(part.value().getClass());
    for (Rule<?> rule = mine.nextRule(rules); rule != null; rule = mine.nextRule(rules)) {
      boolean asked = patience.asks(rule.description().id(), mine.index());
      if (board.isStopped() || (asked && !visit(mine, new Visit(rule, part, inputs, board)))) {
        return false;
      }
    }
    return true;
  }

  /** Run a rule; false if this worker was given up meanwhile, and touches nothing any more. */
  private boolean visit(Unit mine, Visit now) {
    visit = now;
    Throwable thrown = null;
    turn.enter();
    try {
      now.run();
    } catch (Throwable e) {
      thrown = e;
    }
    switch (turn.leave()) {
      case IN_TIME -> mine.add(thrown == null ? now.done() : crashed(now, thrown));
      case INTERRUPTED -> late(mine, now);
      case GIVEN_UP -> {
        return false;
      }
    }
    return true;
  }

  /** A machine that runs out of memory has judged nothing; that is no matter of one rule. */
  private static Visited crashed(Visit now, Throwable thrown) {
    if (thrown instanceof VirtualMachineError broken && !(thrown instanceof StackOverflowError)) {
      throw broken;
    }
    return now.crashed(thrown);
  }

  private void late(Unit mine, Visit now) {
    Visited visited = now.timedOut(setup.timeLimit());
    patience.tookTooLong(visited.rule(), mine.index());
    mine.add(visited);
  }

  private List<Rule<?>> interested(Class<?> type) {
    return rulesByType.computeIfAbsent(
        type, t -> setup.rules().stream().filter(r -> r.subject().isAssignableFrom(t)).toList());
  }

  /** Ask what runs in this worker to end, because the check is over. */
  void stop() {
    thread.interrupt();
  }
}
