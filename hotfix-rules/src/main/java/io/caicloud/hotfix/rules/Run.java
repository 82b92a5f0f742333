package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One check: shows every part of every subject to the rules that want it. */
final class Run {

  private final String ruleSet;
  private final List<RuleRun> rules;
  private final Map<Class<?>, List<RuleRun>> rulesByType = new HashMap<>();
  private final Findings findings = new Findings();

  Run(String ruleSet, Setup setup, RuleInputs inputs) {
    this.ruleSet = ruleSet;
    this.rules = setup.rules().stream().map(rule -> new RuleRun(rule, inputs, findings)).toList();
  }

  RuleReport check(List<?> subjects) {
    if (subjects.isEmpty()) {
      findings.add(nothingVisited("-", "nothing"));
    }
    boolean packed =
        subjects.stream().anyMatch(s -> s instanceof HotfixSpec || s instanceof SpecDocument);
    for (Object subject : subjects) {
      check(subject, packed);
      if (subject instanceof ReleaseTree tree) {
        tree.entries().forEach(entry -> check(entry, true));
      }
    }
    RuleReport.Builder report = RuleReport.builder(ruleSet);
    rules.forEach(rule -> rule.writeTo(report));
    findings.writeTo(report);
    return report.build();
  }

  private void check(Object subject, boolean packed) {
    boolean visited = false;
    for (Part part : Part.of(subject, packed)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new HotfixException("interrupted", Texts.message("interrupted"));
      }
      List<RuleRun> interested = interested(part.value().getClass());
      interested.forEach(rule -> rule.visit(part.value(), part.file()));
      visited |= !interested.isEmpty();
    }
    if (!visited) {
      findings.add(nothingVisited(Part.file(subject), "unknown"));
    } else if (subject instanceof ReleaseTree tree && tree.entries().isEmpty()) {
      findings.add(nothingVisited(Part.file(subject), "empty"));
    }
  }

  private List<RuleRun> interested(Class<?> type) {
    return rulesByType.computeIfAbsent(
        type, t -> rules.stream().filter(rule -> rule.wants(t)).toList());
  }

  private static Finding nothingVisited(String file, String text) {
    return Finding.error(EngineRules.NOTHING_VISITED, Location.of(file))
        .message(Texts.message("HF906." + text, file))
        .remedy(Texts.message("HF906." + text + ".remedy"))
        .build();
  }
}
