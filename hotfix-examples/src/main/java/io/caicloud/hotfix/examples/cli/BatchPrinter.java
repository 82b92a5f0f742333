package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.Outcome;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import java.util.List;

/** Prints what stopped the hotfixes of a batch, and finds the exit code. */
final class BatchPrinter {

  private BatchPrinter() {}

  /** Complain about all that failed, and return the exit code. */
  static <T> int finish(List<Outcome<T>> outcomes, List<Finding> findings, Terminal terminal) {
    FindingPrinter printer = FindingPrinter.complaining(terminal);
    printer.print(findings);
    int code = ExitCode.DONE;
    long done = 0;
    for (Outcome<T> outcome : outcomes) {
      if (outcome.failure().isEmpty()) {
        done++;
        continue;
      }
      HotfixException failure = outcome.failure().get();
      if (failure instanceof HotfixRejectedException rejected) {
        printer.print(rejected.report().findings());
      }
      terminal.complain("not-built", failure.message(terminal.language()));
      code = Math.max(code, ExitCode.of(failure));
    }
    if (findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      code = Math.max(code, ExitCode.REFUSED);
    }
    terminal.note("batch-done", done, outcomes.size());
    return code;
  }
}
