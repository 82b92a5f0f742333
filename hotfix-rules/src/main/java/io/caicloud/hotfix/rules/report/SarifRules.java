package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of a SARIF log: one entry for every id, described where the writer knows how. */
final class SarifRules {

  private final ReportOptions options;
  private final List<RuleId> judges;
  private final List<RuleId> notices;
  private final Map<RuleId, RuleDescription> described;

  private SarifRules(ReportOptions options, Map<RuleId, RuleDescription> described) {
    this.options = options;
    this.described = described;
    this.judges = new ArrayList<>();
    this.notices = new ArrayList<>();
  }

  static SarifRules of(ReportView view) {
    Map<RuleId, RuleDescription> described = new TreeMap<>();
    view.options().rules().forEach(rule -> described.put(rule.id(), rule));
    Set<RuleId> ids = new TreeSet<>(described.keySet());
    view.report().outcomes().stream().map(RuleOutcome::rule).forEach(ids::add);
    view.report().findings().stream().map(Finding::rule).forEach(ids::add);
    view.report().suppressed().stream().map(s -> s.finding().rule()).forEach(ids::add);
    view.report().baselined().stream().map(Finding::rule).forEach(ids::add);
    SarifRules rules = new SarifRules(view.options(), described);
    ids.forEach(id -> (EngineRules.contains(id) ? rules.notices : rules.judges).add(id));
    return rules;
  }

  int index(RuleId rule) {
    return Collections.binarySearch(judges, rule);
  }

  /** Return the place of a rule of which only the code is known; -1 if it is not there. */
  int index(String code) {
    for (int i = 0; i < judges.size(); i++) {
      if (judges.get(i).code().equals(code)) {
        return i;
      }
    }
    return -1;
  }

  /** Return the reference to the entry of a notice. */
  Map<String, Object> notice(RuleId rule) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("id", rule.code());
    reference.put("index", Collections.binarySearch(notices, rule));
    return reference;
  }

  List<Map<String, Object>> descriptors() {
    return judges.stream().map(this::descriptor).toList();
  }

  List<Map<String, Object>> notices() {
    return notices.stream().map(this::descriptor).toList();
  }

  private Map<String, Object> descriptor(RuleId id) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("id", id.code());
    descriptor.put("name", id.slug());
    RuleDescription rule = described.get(id);
    if (rule == null) {
      return descriptor;
    }
    if (!rule.aliases().isEmpty()) {
      descriptor.put("deprecatedNames", List.copyOf(rule.aliases()));
    }
    descriptor.put("shortDescription", Map.of("text", options.text(rule.summary())));
    descriptor.put("fullDescription", Map.of("text", options.text(rule.explanation())));
    descriptor.put("help", Map.of("text", options.text(rule.remediation())));
    descriptor.put("defaultConfiguration", Map.of("level", SarifReport.level(rule.severity())));
    descriptor.put("properties", Map.of("clause", options.text(rule.clause())));
    return descriptor;
  }
}
