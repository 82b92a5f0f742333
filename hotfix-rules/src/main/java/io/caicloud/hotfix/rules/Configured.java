package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of an engine as a configuration wants them. Immutable.
 *
 * @param configuration the configuration
 * @param rules the rules that run
 * @param off the rules that do not, and why
 * @param suppressions the suppressions of rules that there are
 * @param findings what is wrong with the configuration
 */
record Configured(
    RuleConfiguration configuration,
    List<Rule<?>> rules,
    SortedMap<RuleId, Message> off,
    List<Suppression> suppressions,
    List<Finding> findings) {

  Configured {
    rules = List.copyOf(rules);
    suppressions = List.copyOf(suppressions);
    findings = List.copyOf(findings);
  }

  static Configured of(List<Rule<?>> all, RuleConfiguration configuration) {
    ConfigurationReview review = new ConfigurationReview(all, configuration);
    Map<RuleId, Ruling> rulings = review.rulings();
    List<Rule<?>> rules = new ArrayList<>();
    SortedMap<RuleId, Message> off = new TreeMap<>();
    for (Rule<?> rule : all) {
      RuleId id = rule.description().id();
      Ruling ruling = rulings.get(id);
      Optional<Message> reason = ruling == null ? Optional.empty() : ruling.off();
      if (reason.isPresent()) {
        off.put(id, reason.get());
      } else if (ruling == null || ruling.changesNothing()) {
        rules.add(rule);
      } else {
        rules.add(new ConfiguredRule<>(rule, ruling));
      }
    }
    return new Configured(configuration, rules, off, review.suppressions(), review.findings());
  }

  /** Add what this says by itself, whatever was checked. */
  void writeTo(RuleReport.Builder report) {
    findings.forEach(report::finding);
    off.forEach(
        (rule, reason) ->
            report.outcome(new RuleOutcome(rule, RuleOutcome.State.NOT_RUN, 0, List.of(reason))));
  }

  /** Return the name of the rule set with its configuration. */
  String name(String ruleSet) {
    return configuration.isNone() ? ruleSet : ruleSet + ", configuration " + configuration.digest();
  }
}
