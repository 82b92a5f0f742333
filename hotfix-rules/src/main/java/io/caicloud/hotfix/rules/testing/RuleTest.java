package io.caicloud.hotfix.rules.testing;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tests a rule: what it finds, where, and what its fixes make of it. A text is what an author would
 * write, with {@code «} and {@code »} around each place where the rule is to find something:
 *
 * <pre>
 * RuleTest.of(new NoZeroReplicas())
 *     .finds("…{replica: «0»}…")
 *     .saying("no replicas");
 * </pre>
 *
 * <p>By default a text is {@code values.yaml}, there are no inputs, and the standard rules judge
 * along with the rule: what it crashes on, and fixes that bring other findings, fail. Marks may be
 * nested; {@code \«} is the character itself. A text without marks stands for findings about the
 * file as a whole.
 *
 * <p>In a {@link RuleExample}, {@code hotfix.yaml} is a specification, a path with folders belongs
 * to a release tree, {@code ….tar.gz} stands for a package, and all else is values; {@code
 * base.yaml} beside values holds those of the product version.
 *
 * <p>Each method that fails throws an {@link AssertionError} that says what was expected and what
 * was found. Immutable; safe to share between threads.
 */
public final class RuleTest {

  private final Bench bench;
  private final RuleDescription rule;
  private final String file;
  private final Set<String> companions;

  private RuleTest(Bench bench, RuleDescription rule, String file, Set<String> companions) {
    this.bench = bench;
    this.rule = rule;
    this.file = file;
    this.companions = Set.copyOf(companions);
  }

  /**
   * Return the test of a rule beside the standard ones.
   *
   * @param rule the rule
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code duplicate-rule} if it has
   *     the code or slug of a standard rule
   */
  public static RuleTest of(Rule<?> rule) {
    return of(HotfixRules.standard().with(rule), rule.description().id().code());
  }

  /**
   * Return the test of one rule of an engine.
   *
   * @param rules the engine
   * @param word the rule's code or slug
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code unknown-rule} if the engine
   *     does not have it
   */
  public static RuleTest of(HotfixRules rules, String word) {
    Bench bench = new Bench(requireNonNull(rules, "rules"), RuleInputs.none(), null);
    return new RuleTest(bench, rules.explain(word), "values.yaml", Set.of());
  }

  /**
   * Return this test for texts of another file.
   *
   * @param path {@code hotfix.yaml}, or a path in a release tree
   */
  public RuleTest in(String path) {
    return new RuleTest(bench, rule, requireNonNull(path, "path"), companions);
  }

  /**
   * Return this test with inputs for the rules.
   *
   * @param inputs what rules may use besides their subject
   */
  public RuleTest inputs(RuleInputs inputs) {
    Bench with = new Bench(bench.rules(), requireNonNull(inputs, "inputs"), bench.packages());
    return new RuleTest(with, rule, file, companions);
  }

  /**
   * Return this test with a way to make packages of examples.
   *
   * @param maker makes and checks them
   */
  public RuleTest packages(PackageExamples maker) {
    Bench with = new Bench(bench.rules(), bench.inputs(), requireNonNull(maker, "maker"));
    return new RuleTest(with, rule, file, companions);
  }

  /**
   * Return this test, in which another rule may find something in the bad examples too.
   *
   * @param code the code of the other rule
   */
  public RuleTest besides(String code) {
    Set<String> all = new HashSet<>(companions);
    all.add(code);
    return new RuleTest(bench, rule, file, all);
  }

  /**
   * Return what all rules say of an example.
   *
   * @param example the example, without marks
   */
  public RuleReport check(RuleExample example) {
    return bench.check(example);
  }

  /**
   * Check that the rule finds exactly what is marked.
   *
   * @param text the text, with marks
   * @return the findings, for more checks
   * @throws AssertionError if a finding is missing, is one too many, or stands elsewhere, or if the
   *     rule crashes
   * @throws IllegalArgumentException if a mark has no partner
   */
  public RuleFindings finds(String text) {
    return finds(RuleExample.of(file, text));
  }

  /**
   * Check that the rule finds exactly what is marked in any of several files.
   *
   * @param marked the files, with marks
   * @return the findings, for more checks
   * @throws AssertionError if a finding is missing, is one too many, or stands elsewhere, or if the
   *     rule crashes
   * @throws IllegalArgumentException if a mark has no partner
   */
  public RuleFindings finds(RuleExample marked) {
    Map<String, String> texts = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    for (String path : marked.files().keySet()) {
      if (path.endsWith(".tar.gz")) {
        texts.put(path, marked.files().get(path));
        continue;
      }
      MarkedText text = MarkedText.of(path, marked.bytes(path));
      texts.put(path, Escaped.of(text.document().bytes()));
      text.ranges().forEach(range -> expected.add(path + ":" + place(range)));
    }
    RuleExample plain = new RuleExample(new TreeMap<>(texts));
    List<Finding> own = own(plain);
    List<String> found = own.stream().map(RuleTest::place).sorted().toList();
    expected.sort(null);
    boolean wholeFile =
        expected.isEmpty() && !own.isEmpty() && own.stream().allMatch(RuleTest::isWholeFile);
    if (!wholeFile && (expected.isEmpty() || !expected.equals(found))) {
      throw Failure.of(rule, "is to find something at", expected, own);
    }
    return new RuleFindings(bench, rule, plain, own);
  }

  /**
   * Check that the rule finds nothing.
   *
   * @param text the text; marks are characters as others
   * @return this
   * @throws AssertionError if it finds something or crashes
   */
  public RuleTest accepts(String text) {
    return accepts(RuleExample.of(file, text));
  }

  /**
   * Check that the rule finds nothing in any of several files.
   *
   * @param example the files
   * @return this
   * @throws AssertionError if it finds something or crashes
   */
  public RuleTest accepts(RuleExample example) {
    List<Finding> own = own(example);
    if (!own.isEmpty()) {
      throw Failure.of(rule, "is to find nothing", List.of(), own);
    }
    return this;
  }

  /**
   * Check what the rule says about itself: in each bad example it finds something, no worse than it
   * says, and no other rule does; fixes, suggestions too, leave nothing of it and bring nothing
   * else; in each good example no rule finds anything.
   *
   * @throws AssertionError if one of these does not hold, or if there is no bad or no good example
   */
  public void examples() {
    if (rule.bad().isEmpty() || rule.good().isEmpty()) {
      throw new AssertionError(rule.id() + " needs a bad and a good example");
    }
    rule.bad().forEach(this::bad);
    for (RuleExample good : rule.good()) {
      own(good);
      List<Finding> all = check(good).findings();
      if (!all.isEmpty()) {
        throw Failure.of(rule, "has a good example in which nobody finds anything", List.of(), all);
      }
    }
  }

  private void bad(RuleExample example) {
    List<Finding> own = own(example);
    if (own.isEmpty()) {
      throw Failure.of(rule, "is to find something in its bad example", List.of(), own);
    }
    List<Finding> others = new ArrayList<>(check(example).findings());
    others.removeAll(own);
    others.removeIf(finding -> companions.contains(finding.rule().code()));
    if (!others.isEmpty()) {
      throw Failure.of(
          rule, "has a bad example in which only it finds anything", List.of(), others);
    }
    Severity severity = rule.severity();
    if (own.stream().anyMatch(finding -> finding.severity().compareTo(severity) < 0)) {
      throw Failure.of(rule, "says that it finds nothing worse than " + severity, List.of(), own);
    }
    RuleFindings findings = new RuleFindings(bench, rule, example, own);
    if (own.stream().anyMatch(finding -> finding.fix().isPresent())) {
      findings.fixesAll();
    }
  }

  /** Return what the rule finds, once it is sure that it ran to its end. */
  private List<Finding> own(RuleExample example) {
    RuleReport report = check(example);
    RuleId id = rule.id();
    return Failure.requireRun(rule, report).findings().stream()
        .filter(finding -> finding.rule().equals(id))
        .toList();
  }

  private static boolean isWholeFile(Finding finding) {
    return finding.location().range() == null;
  }

  static String place(Finding finding) {
    TextRange range = finding.location().range();
    String name = finding.location().file();
    return range == null ? name : name + ":" + place(range);
  }

  private static String place(TextRange range) {
    return range + "-" + range.endLine() + ":" + range.endColumn();
  }
}
