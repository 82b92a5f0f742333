package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One check: shows every part of every subject to the rules that want it. */
final class Run {

  private final String ruleSet;
  private final Setup setup;
  private final RuleInputs inputs;

  Run(String ruleSet, Setup setup, RuleInputs inputs) {
    this.ruleSet = ruleSet;
    this.setup = setup;
    this.inputs = inputs;
  }

  RuleReport check(List<?> subjects) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    Patience patience = new Patience();
    Board board = new Board(new Units(subjects), setup, inputs, patience);
    Watch watch = new Watch(setup.timeLimit());
    int workers = Units.count(subjects, setup.workers());
    for (int i = 0; i < workers; i++) {
      watch.over(Worker.start(setup, inputs, board, patience));
    }
    await(board, watch);
    return board.report(ruleSet);
  }

  private static void await(Board board, Watch watch) {
    try {
      boolean over = false;
      while (!over) {
        over = board.await(watch.look());
      }
      if (!board.isStopped()) {
        watch.join();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      board.stop(interrupted());
    }
    watch.stop();
    throw rethrown(board.failure());
  }

  private static RuntimeException rethrown(@Nullable Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure == null ? interrupted() : new IllegalStateException(failure);
  }

  private static HotfixException interrupted() {
    return new HotfixException("interrupted", Texts.message("interrupted"));
  }
}
