package io.caicloud.hotfix.rules.fix;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;

/**
 * A text with some of the fixes of a round.
 *
 * @param document the text
 * @param report what the rules say of it
 * @param fixes the findings that are fixed
 */
record Attempt(YamlDocument document, RuleReport report, List<Finding> fixes) {}
