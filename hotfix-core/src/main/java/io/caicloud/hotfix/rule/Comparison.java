package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison with a baseline came to.
 *
 * @param findings those that the baseline has, sorted; no two are equal
 * @param gone what the baseline has and the check did not find, sorted
 */
record Comparison(List<Finding> findings, List<KnownFinding> gone) {

  Comparison {
    findings = findings.stream().distinct().sorted(RuleReport.ORDER).toList();
    gone = gone.stream().sorted().toList();
  }

  /** Return what two comparisons with one baseline come to: gone is what neither found. */
  Comparison and(Comparison other) {
    List<KnownFinding> rest = new ArrayList<>(other.gone);
    return new Comparison(
        Stream.concat(findings.stream(), other.findings.stream()).toList(),
        gone.stream().filter(rest::remove).toList());
  }
}
