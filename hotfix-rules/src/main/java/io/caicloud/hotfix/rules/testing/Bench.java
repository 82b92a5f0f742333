package io.caicloud.hotfix.rules.testing;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.fix.FileFix;
import io.caicloud.hotfix.rules.fix.FixPlan;
import io.caicloud.hotfix.rules.fix.FixedDocument;
import io.caicloud.hotfix.rules.fix.Fixer;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows examples to rules as what they stand for.
 *
 * @param rules the rules
 * @param inputs what the rules may use besides
 * @param packages makes packages; none if there are no examples of them
 */
record Bench(HotfixRules rules, RuleInputs inputs, @Nullable PackageExamples packages) {

  private static final String BASE = "base.yaml";
  private static final String SPEC = "hotfix.yaml";

  /** Work in a folder that is there for the time of the work. */
  private interface Work<T> {
    T in(Path folder) throws IOException;
  }

  RuleReport check(RuleExample example) {
    String first = example.files().firstKey();
    if (first.endsWith(".tar.gz")) {
      return checkPackage(example);
    }
    if (first.contains("/")) {
      return inFolder(folder -> rules.check(List.of(tree(example, folder)), inputs));
    }
    YamlDocument document = document(example);
    return rules.check(List.of(subject(document)), inputs(example));
  }

  private RuleReport checkPackage(RuleExample example) {
    PackageExamples maker = packages;
    if (maker == null) {
      throw new IllegalStateException("say with RuleTest.packages how to make a package");
    }
    return inFolder(folder -> maker.check(rules, example, folder));
  }

  /** Return what the fixes of a rule make of each file of an example. */
  List<FixedDocument> fix(RuleExample example, RuleId rule, boolean suggestions) {
    Fixer fixer = Fixer.of(rules).inputs(inputs(example)).only(rule);
    Fixer asked = suggestions ? fixer.withSuggestions() : fixer;
    String first = example.files().firstKey();
    if (first.endsWith(".tar.gz")) {
      return List.of();
    }
    if (first.contains("/")) {
      FixPlan plan = inFolder(folder -> asked.plan(tree(example, folder)));
      return plan.files().stream().map(FileFix::result).toList();
    }
    return List.of(asked.fix(document(example), text -> List.of(subject(text))));
  }

  private static YamlDocument document(RuleExample example) {
    String file = example.files().lastKey();
    return YamlDocument.parse(file, example.bytes(file));
  }

  private static Object subject(YamlDocument document) {
    return document.file().equals(SPEC) ? SpecDocument.of(document, Path.of("")) : document;
  }

  private RuleInputs inputs(RuleExample example) {
    if (!example.files().containsKey(BASE)) {
      return inputs;
    }
    YamlDocument base = YamlDocument.parse(BASE, example.bytes(BASE));
    return inputs.with(BaseValues.class, BaseValues.among(List.of(AddonValues.of(base))));
  }

  private static ReleaseTree tree(RuleExample example, Path folder) throws IOException {
    for (String path : example.files().keySet()) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, example.bytes(path));
    }
    return ReleaseTree.read(folder);
  }

  private static <T> T inFolder(Work<T> work) {
    try {
      Path folder = Files.createTempDirectory("hotfix-rule-test");
      try {
        return work.in(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an example could not be written", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
