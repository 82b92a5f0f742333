package io.caicloud.hotfix.rules;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.process.ManualFix;
import io.caicloud.hotfix.process.ReleaseNotes;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.rules.internal.standard.StandardRules;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The rules engine with a set of rules: the standard ones by default, more if given.
 *
 * <p>A check shows each subject, and what it is made of, to every rule: a release tree is its
 * entries, an entry its values. Each rule runs apart: one that throws becomes a {@code HF900}
 * finding, and the others go on. Immutable; safe to share between threads.
 */
public final class HotfixRules implements RuleEngine {

  private final Setup setup;
  private final String name;

  /** Create the engine that {@link #installed()} returns; for {@link ServiceLoader}. */
  public HotfixRules() {
    this(Setup.of(withInstalled()));
  }

  private HotfixRules(Setup setup) {
    this.setup = setup;
    this.name = setup.configured().name(RuleSetName.of(setup.all()));
  }

  /** Return an engine with the standard rules only. */
  public static HotfixRules standard() {
    return new HotfixRules(Setup.of(StandardRules.all()));
  }

  /**
   * Return an engine with the standard rules and those that modules on the class or module path
   * provide as services of type {@link Rule}. This is the engine that {@link RuleEngine#find()}
   * finds.
   *
   * @throws HotfixException with code {@code duplicate-rule} if two rules have one code or slug
   */
  public static HotfixRules installed() {
    return new HotfixRules(Setup.of(withInstalled()));
  }

  private static List<Rule<?>> withInstalled() {
    List<Rule<?>> all = new ArrayList<>(StandardRules.all());
    ServiceLoader.load(Rule.class).forEach(rule -> all.add((Rule<?>) rule));
    return all;
  }

  /**
   * Return an engine with the rules of this one and another.
   *
   * @param rule the rule to add
   * @throws HotfixException with code {@code duplicate-rule} if a rule of this engine has its code
   *     or slug
   */
  public HotfixRules with(Rule<?> rule) {
    return new HotfixRules(setup.with(rule));
  }

  /**
   * Return this engine with a number of workers, which judge that many subjects, or hotfixes of a
   * tree, at once. It does not show in a report.
   *
   * @param number the number, from 1, the default, to 64
   * @throws IllegalArgumentException if it is out of range
   */
  public HotfixRules workers(int number) {
    return new HotfixRules(setup.withWorkers(number));
  }

  /**
   * Return this engine with a limit of time. A rule that takes longer over one subject becomes a
   * {@code HF901} finding.
   *
   * @param limit the limit, from a millisecond to a day; by default 10 seconds
   * @throws IllegalArgumentException if it is out of range
   */
  public HotfixRules timeLimit(Duration limit) {
    return new HotfixRules(setup.withTimeLimit(limit));
  }

  /**
   * Return this engine with a configuration, in place of one it had. It looks for no files: what a
   * checked branch configures counts only if the caller {@linkplain RuleConfiguration#findAbove
   * finds} and gives it. A rule that is off shows as not run, with the reason; what is wrong with
   * the configuration is a finding of every check, which is then incomplete. {@link #name()} holds
   * its digest, so that reports and packages say by which configuration a hotfix was judged.
   *
   * @param configuration the configuration
   */
  public HotfixRules configured(RuleConfiguration configuration) {
    return new HotfixRules(setup.withConfiguration(requireNonNull(configuration, "configuration")));
  }

  /**
   * Return this engine deaf to comments in checked files that suppress findings: each is a warning
   * instead, and what it was for counts. For a gate that a branch must not be able to open by
   * itself.
   */
  public HotfixRules withoutInlineSuppressions() {
    return new HotfixRules(setup.withoutInlineSuppressions());
  }

  /** Return what the rules say about themselves, sorted by id, with those that are off. */
  public List<RuleDescription> rules() {
    return setup.all().stream().<RuleDescription>map(Rule::description).toList();
  }

  /** Return the same for all that a report may speak of: the rules, and notices of the engine. */
  public List<RuleDescription> catalogue() {
    return setup.catalogue();
  }

  /**
   * Return what a rule, or a notice of the engine, says about itself.
   *
   * @param word its code, slug or former slug, in upper or lower case, or code and slug as reports
   *     print them
   * @throws HotfixException with code {@code unknown-rule} if there is none; it names the nearest
   */
  public RuleDescription explain(String word) {
    return Lookup.find(catalogue(), word);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Check the values of an addon.
   *
   * @param values the document with the values
   */
  public RuleReport check(YamlDocument values) {
    return check(List.of(values));
  }

  /**
   * Check every hotfix of a release tree, and the tree as a whole.
   *
   * @param tree the tree
   */
  public RuleReport check(ReleaseTree tree) {
    return check(List.of(tree));
  }

  /**
   * Check one hotfix of a release tree.
   *
   * @param entry the hotfix
   */
  public RuleReport check(TreeEntry entry) {
    return check(List.of(entry));
  }

  /**
   * Check a specification file, without the values it names.
   *
   * @param spec the file
   */
  public RuleReport check(SpecDocument spec) {
    return check(List.of(spec));
  }

  /**
   * Check the notes of a date folder, as far as every text is checked.
   *
   * @param notes the notes
   */
  public RuleReport check(ReleaseNotes notes) {
    return check(List.of(notes));
  }

  /**
   * Check a manual fix: its date, and its guide as far as every text is checked.
   *
   * @param fix the manual fix
   */
  public RuleReport check(ManualFix fix) {
    return check(List.of(fix));
  }

  /**
   * Check one text that is to become a name.
   *
   * @param name the text
   */
  public RuleReport check(NameToCheck name) {
    return check(List.of(name));
  }

  /**
   * Check several subjects, without inputs.
   *
   * @param subjects as {@link #check(List, RuleInputs)}
   */
  public RuleReport check(List<?> subjects) {
    return check(subjects, RuleInputs.none());
  }

  @Override
  public RuleReport check(List<?> subjects, RuleInputs inputs) {
    return new Run(name, setup, requireNonNull(inputs, "inputs")).check(subjects);
  }
}
