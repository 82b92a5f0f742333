package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Verdict;
import io.caicloud.hotfix.rules.baseline.Baseline;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which findings were there before. */
final class BaselineOptions {

  @Option(names = "--baseline", paramLabel = "FILE")
  private @Nullable Path known;

  @Option(names = "--write-baseline", paramLabel = "TO")
  private @Nullable Path written;

  /** Refuse options that exclude each other, and read the baseline before anything else is done. */
  @Nullable Baseline read() {
    if (known != null && written != null) {
      throw Terminal.problem("two-baselines");
    }
    return known == null ? null : Baseline.read(known);
  }

  /**
   * Compare a report with the baseline that was read, or with the one that is written now; none of
   * an incomplete check, since what it did not find would be new tomorrow.
   */
  RuleReport apply(
      @Nullable Baseline read,
      RuleReport report,
      List<RuleDescription> rules,
      Documents documents) {
    if (written != null && report.verdict() == Verdict.INCOMPLETE) {
      throw Terminal.problem("baseline-incomplete", written);
    }
    Baseline baseline = read;
    if (written != null) {
      baseline = Baseline.of(report, rules, documents);
      baseline.write(written);
    }
    return baseline == null ? report : baseline.apply(report, rules, documents);
  }
}
