package io.caicloud.hotfix.rules.testing;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rules.fix.DroppedFix;
import io.caicloud.hotfix.rules.fix.FixedDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What a rule found in a text, for more checks. Each that fails throws an {@link AssertionError}.
 * Immutable; safe to share between threads.
 */
public final class RuleFindings {

  private final Bench bench;
  private final RuleDescription rule;
  private final RuleExample example;
  private final List<Finding> findings;

  RuleFindings(Bench bench, RuleDescription rule, RuleExample example, List<Finding> findings) {
    this.bench = bench;
    this.rule = rule;
    this.example = example;
    this.findings = List.copyOf(findings);
  }

  /** Return the findings, sorted by place. */
  public List<Finding> list() {
    return findings;
  }

  /**
   * Check how bad the findings are.
   *
   * @param severity how bad all of them are
   * @return this
   * @throws AssertionError if one is not
   */
  public RuleFindings withSeverity(Severity severity) {
    if (findings.stream().anyMatch(finding -> finding.severity() != severity)) {
      throw Failure.of(rule, "is to find what is " + severity, List.of(), findings);
    }
    return this;
  }

  /**
   * Check what the findings say.
   *
   * @param part what stands in the message of each of them, in English or Chinese
   * @return this
   * @throws AssertionError if it does not stand in one
   */
  public RuleFindings saying(String part) {
    for (Finding finding : findings) {
      boolean said =
          finding.message().text(Locale.ENGLISH).contains(part)
              || finding.message().text(Locale.CHINESE).contains(part);
      if (!said) {
        throw Failure.of(rule, "is to say \"" + part + "\"", List.of(), findings);
      }
    }
    return this;
  }

  /**
   * Check that there is no fix, nor a suggestion.
   *
   * @return this
   * @throws AssertionError if a finding has one
   */
  public RuleFindings unfixed() {
    if (findings.stream().anyMatch(finding -> finding.fix().isPresent())) {
      throw Failure.of(rule, "is to have no fix", List.of(), findings);
    }
    return this;
  }

  /**
   * Check what the safe fixes of the rule make of the text, as {@code hotfix check --fix} applies
   * them: those that hold when all rules run again.
   *
   * @param text the text that is expected
   * @return this
   * @throws AssertionError if it is another one, or if fixing it again changes it
   */
  public RuleFindings fixedTo(String text) {
    return fixed(text, false);
  }

  /**
   * Check what the fixes and suggestions of the rule make of the text.
   *
   * @param text the text that is expected
   * @return this
   * @throws AssertionError if it is another one, or if fixing it again changes it
   */
  public RuleFindings suggesting(String text) {
    return fixed(text, true);
  }

  private RuleFindings fixed(String expected, boolean suggestions) {
    List<FixedDocument> results = bench.fix(example, rule.id(), suggestions);
    List<FixedDocument> changed =
        results.size() == 1 ? results : results.stream().filter(FixedDocument::changed).toList();
    if (changed.size() != 1) {
      throw new AssertionError(rule.id() + " is to fix one file, but fixed " + changed.size());
    }
    String found = new String(changed.get(0).after().bytes(), StandardCharsets.UTF_8);
    if (!found.equals(expected)) {
      String what = "is to fix the text otherwise" + dropped(changed);
      throw Failure.texts(rule, what, expected, found);
    }
    requireIdempotent(results, suggestions);
    return this;
  }

  /** Check that fixes and suggestions leave nothing of what the rule found. */
  void fixesAll() {
    List<FixedDocument> results = bench.fix(example, rule.id(), true);
    RuleExample after = after(results);
    List<Finding> left = new ArrayList<>(bench.check(after).findings());
    left.removeIf(finding -> !finding.rule().equals(rule.id()));
    if (!left.isEmpty()) {
      String what = "has fixes that are to leave nothing of its bad example";
      throw Failure.of(rule, what + dropped(results), List.of(), left);
    }
    requireIdempotent(results, true);
  }

  private void requireIdempotent(List<FixedDocument> results, boolean suggestions) {
    RuleExample after = after(results);
    for (FixedDocument again : bench.fix(after, rule.id(), suggestions)) {
      if (again.changed()) {
        throw Failure.texts(
            rule,
            "is to change nothing the second time",
            new String(again.before().bytes(), StandardCharsets.UTF_8),
            new String(again.after().bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private RuleExample after(List<FixedDocument> results) {
    TreeMap<String, String> files = new TreeMap<>(example.files());
    for (FixedDocument result : results) {
      files.put(result.after().file(), Escaped.of(result.after().bytes()));
    }
    return new RuleExample(files);
  }

  private static String dropped(List<FixedDocument> results) {
    StringBuilder text = new StringBuilder();
    for (FixedDocument result : results) {
      for (DroppedFix drop : result.dropped()) {
        text.append("\n  dropped  ").append(RuleTest.place(drop.finding())).append(": ");
        text.append(drop.reason());
      }
    }
    return text.toString();
  }
}
