package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What comes of one rule in a whole check. */
final class Tally {

  private final RuleId rule;
  private final Set<Message> reasons = new LinkedHashSet<>();
  private final List<String> files = new ArrayList<>();
  private State state = State.NOTHING_VISITED;
  private int visited;

  Tally(RuleId rule) {
    this.rule = rule;
  }

  void add(Visited visit) {
    visited++;
    if (files.isEmpty() || !files.get(files.size() - 1).equals(visit.file())) {
      files.add(visit.file());
    }
    reasons.addAll(visit.reasons());
    State now = visit.reasons().isEmpty() ? visit.state() : worse(visit.state(), State.NOT_RUN);
    state = worse(state, now);
  }

  private static State worse(State a, State b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Return whether the rule was shown a file, and nothing of any file escaped it. */
  boolean judged(String file) {
    return state == State.RAN && files.contains(file);
  }

  /** Return the same for any of the files that a test takes. */
  boolean judged(Predicate<String> test) {
    return state == State.RAN && files.stream().anyMatch(test);
  }

  void writeTo(RuleReport.Builder report) {
    report.outcome(new RuleOutcome(rule, state, visited, List.copyOf(reasons)));
    files.forEach(file -> report.visited(rule, file));
  }
}
