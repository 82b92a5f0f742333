package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Verdict;

/** From which severity on findings make {@code hotfix check} end with 1. */
enum FailOn {
  ERROR,
  WARNING,
  HINT,
  NEVER;

  /** Return the exit code; what could not be judged has its own whatever was asked for. */
  int exitCode(RuleReport report) {
    if (report.verdict() == Verdict.INCOMPLETE) {
      return ExitCode.COULD_NOT;
    }
    boolean fails =
        this != NEVER
            && report.findings().stream()
                .anyMatch(f -> f.severity().compareTo(Severity.valueOf(name())) <= 0);
    return fails ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
