package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.process.ReleaseNotes;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.NameToCheck;
import io.caicloud.hotfix.rules.UnreadableInput;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks paths of any kind, each by itself. */
final class Input {

  private final HotfixRules rules;
  private final RuleInputs inputs;
  private final List<RuleReport> reports = new ArrayList<>();
  private final Documents documents = new Documents();

  Input(HotfixRules rules, RuleInputs inputs) {
    this.rules = rules;
    this.inputs = inputs;
  }

  /** Check all paths; one of several that cannot be read is a finding, and the others go on. */
  void check(List<Path> paths) {
    for (Path path : paths) {
      try {
        check(path);
      } catch (HotfixException e) {
        if (paths.size() == 1 || e.code().equals("interrupted")) {
          throw e;
        }
        judge(List.of(new UnreadableInput(path.toString().replace('\\', '/'), e)));
      }
    }
  }

  private void check(Path path) {
    Source.require(path);
    if (Source.isSpec(path)) {
      checkSpec(SpecDocument.read(path));
    } else if (path.toString().endsWith(".md") && Files.isRegularFile(path)) {
      judge(List.of(ReleaseNotes.read(path, path.toString().replace('\\', '/'))));
    } else if (Files.isDirectory(path) || inTree(path)) {
      checkTree(ReleaseTree.read(path));
    } else if (path.toString().endsWith(".gz")) {
      try (PackageReader reader = PackageReader.open(path)) {
        judge(List.of(reader));
      }
    } else {
      YamlDocument values = YamlDocument.read(path, path.toString().replace('\\', '/'));
      documents.add(values);
      judge(List.of(values));
    }
  }

  void check(NameToCheck name) {
    judge(List.of(name));
  }

  private void checkSpec(SpecDocument spec) {
    List<Object> subjects = new ArrayList<>(List.of(spec));
    documents.add(spec.document());
    if (spec.spec().isPresent()) {
      YamlDocument values = Source.values(spec.spec().get());
      subjects.add(values);
      documents.add(values);
    }
    judge(subjects);
  }

  private void checkTree(ReleaseTree tree) {
    documents.addAll(tree);
    judge(List.of(tree));
  }

  private void judge(List<?> subjects) {
    reports.add(rules.check(subjects, inputs));
  }

  /** Tell whether a path leads through a release tree. */
  static boolean inTree(Path path) {
    for (Path part : path.toAbsolutePath().normalize()) {
      if (part.endsWith("release-hotfixes") || part.endsWith("oem-hotfixes")) {
        return true;
      }
    }
    return false;
  }

  RuleReport report() {
    return RuleReport.merge(reports);
  }

  Documents documents() {
    return documents;
  }
}
