package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies fixes and keeps those that hold: in memory, with all rules run again, a fix stays only if
 * its finding is gone and no other one came. By default the {@linkplain
 * io.caicloud.hotfix.finding.Fix#safe safe} fixes of all rules, without inputs for the rules.
 *
 * <p>Fixes are applied in rounds until nothing changes, so a second run changes nothing; of fixes
 * that overlap, the first in the text goes first. What else stands in the file (comments, quotes,
 * line ends, a byte order mark) stays as it is. A file that is too large, not UTF-8, or has control
 * characters in it is left alone. Where a file cannot be read to its end as YAML, what shows up
 * behind a fix was there before and does not speak against it. Immutable; as safe to share between
 * threads as the engine.
 */
public final class Fixer {

  private final RuleEngine engine;
  private final RuleInputs inputs;
  private final boolean suggestions;
  private final @Nullable RuleId only;

  private Fixer(RuleEngine engine, RuleInputs inputs, boolean suggestions, @Nullable RuleId only) {
    this.engine = requireNonNull(engine, "engine");
    this.inputs = requireNonNull(inputs, "inputs");
    this.suggestions = suggestions;
    this.only = only;
  }

  /**
   * Return a fixer with the rules of an engine.
   *
   * @param engine finds what is wrong, and judges what the fixes make of it
   */
  public static Fixer of(RuleEngine engine) {
    return new Fixer(engine, RuleInputs.none(), false, null);
  }

  /**
   * Return this fixer with inputs for its rules.
   *
   * @param given what rules may use besides
   */
  public Fixer inputs(RuleInputs given) {
    return new Fixer(engine, given, suggestions, only);
  }

  /** Return this fixer, which applies suggestions too: changes that an author should look at. */
  public Fixer withSuggestions() {
    return new Fixer(engine, inputs, true, only);
  }

  /**
   * Return this fixer for the findings of one rule only. All rules still judge the outcome.
   *
   * @param rule the rule
   */
  public Fixer only(RuleId rule) {
    return new Fixer(engine, inputs, suggestions, requireNonNull(rule, "rule"));
  }

  /**
   * Return what the fixes make of values that stand alone.
   *
   * @param values the text
   */
  public FixedDocument fix(YamlDocument values) {
    return fix(values, List::of);
  }

  /**
   * Return what the fixes make of the values of a hotfix in a release tree.
   *
   * @param entry the hotfix
   */
  public FixedDocument fix(TreeEntry entry) {
    return fix(entry.document(), text -> List.of(entry.withDocument(text)));
  }

  /**
   * Return what the fixes make of a text.
   *
   * @param document the text
   * @param subjects makes of a text, the original or a changed one, what the rules are to judge;
   *     only findings of this text are fixed
   * @throws HotfixException with code {@code interrupted} if the thread was interrupted
   */
  public FixedDocument fix(
      YamlDocument document, Function<YamlDocument, ? extends List<?>> subjects) {
    return new Fixing(text -> engine.check(subjects.apply(text), inputs), this::wants)
        .run(document);
  }

  private boolean wants(Finding finding) {
    return (only == null || finding.rule().equals(only))
        && finding.fix().filter(fix -> fix.safe() || suggestions).isPresent();
  }

  /**
   * Return what the fixes make of a file with values.
   *
   * @param file the file; findings and the diff show the path as it is given here
   * @throws HotfixException with code {@code unreadable} if it is no regular file or cannot be read
   */
  public FixPlan planValues(Path file) {
    return FixPlan.of(List.of(new FileFix(file, fix(YamlDocument.read(file, name(file))))));
  }

  /**
   * Return what the fixes make of a specification file and of the values that it names, if there
   * are any once it is fixed.
   *
   * @param file the file; findings and the diff show the path as it is given here
   * @throws HotfixException with code {@code unreadable} if one of them is no regular file or
   *     cannot be read
   */
  public FixPlan planSpec(Path file) {
    Path folder = file.resolveSibling("");
    FixedDocument fixed =
        fix(YamlDocument.read(file, name(file)), text -> List.of(SpecDocument.of(text, folder)));
    List<FileFix> files = new ArrayList<>(List.of(new FileFix(file, fixed)));
    SpecDocument spec = SpecDocument.of(fixed.after(), folder);
    Optional<Path> values = spec.spec().map(HotfixSpec::values);
    if (values.isPresent()) {
      YamlDocument document = YamlDocument.read(values.get(), name(values.get()));
      files.add(new FileFix(values.get(), fix(document, text -> List.of(spec, text))));
    }
    return FixPlan.of(files);
  }

  /**
   * Return what the fixes make of the values in a release tree, as far as they make anything of
   * them. Folders keep their names: what is wrong with those is for people to change.
   *
   * @param tree the tree
   */
  public FixPlan plan(ReleaseTree tree) {
    List<FileFix> files = new ArrayList<>();
    for (TreeEntry entry : tree.entries()) {
      FixedDocument result = fix(entry);
      if (result.changed() || !result.dropped().isEmpty()) {
        files.add(new FileFix(entry.file(), result));
      }
    }
    return FixPlan.of(files);
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }
}
