package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.Outcome;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import java.util.List;

/** Prints what stopped the hotfixes of a batch, and finds the exit code. */
final class BatchPrinter {

  private final Source source;
  private final Terminal terminal;

  BatchPrinter(Source source, Terminal terminal) {
    this.source = source;
    this.terminal = terminal;
  }

  /** Complain about all that failed, and return the exit code. */
  <T> int finish(List<Outcome<T>> outcomes, List<Finding> findings) {
    terminal.findings(findings, source.documents());
    if (outcomes.isEmpty()) {
      terminal.complain("nothing-to-do", source.path());
      return ExitCode.COULD_NOT;
    }
    int code = ExitCode.DONE;
    for (Outcome<T> outcome : outcomes) {
      if (outcome.failure().isPresent()) {
        HotfixException failure = outcome.failure().get();
        if (failure instanceof HotfixRejectedException rejected) {
          terminal.findings(rejected.report().findings(), source.documents());
        }
        terminal.complain("not-built", failure);
        code = Math.max(code, ExitCode.of(failure));
      }
    }
    if (findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      code = Math.max(code, ExitCode.REFUSED);
    }
    long done = outcomes.stream().filter(o -> o.failure().isEmpty()).count();
    terminal.note("batch-done", done, outcomes.size());
    return code;
  }
}
