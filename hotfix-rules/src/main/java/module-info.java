/** The rules engine and the standard rules. */
module io.caicloud.hotfix.rules {
  requires static transitive org.jspecify;
  requires com.networknt.schema;
  requires transitive io.caicloud.hotfix.core;
  requires tools.jackson.databind;

  exports io.caicloud.hotfix.rules;
  exports io.caicloud.hotfix.rules.baseline;
  exports io.caicloud.hotfix.rules.config;
  exports io.caicloud.hotfix.rules.fix;
  exports io.caicloud.hotfix.rules.report;
  exports io.caicloud.hotfix.rules.testing;

  uses io.caicloud.hotfix.rule.Rule;

  provides io.caicloud.hotfix.rule.RuleEngine with
      io.caicloud.hotfix.rules.HotfixRules;
}
