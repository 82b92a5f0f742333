package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rules.fix.DroppedFix;
import io.caicloud.hotfix.rules.fix.FileFix;
import io.caicloud.hotfix.rules.fix.FixPlan;
import io.caicloud.hotfix.rules.fix.Fixer;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether files are changed before they are judged, and the changes shown. */
final class FixOptions {

  @Option(names = "--fix")
  private boolean write;

  @Option(names = "--diff")
  private boolean show;

  /** Tell whether the diff takes the place of the report on stdout. */
  boolean showsDiff() {
    return show;
  }

  /** Fix the files at the paths, as far as the options ask for it. */
  void run(List<Path> paths, Fixer fixer, Terminal terminal) {
    if (!write && !show) {
      return;
    }
    FixPlan plan = FixPlan.of(List.of());
    for (Path path : paths) {
      plan = plan.and(plan(Source.require(path), fixer));
    }
    if (show) {
      terminal.report(plan.diff());
    }
    if (write) {
      terminal.note("fixed", count(plan), plan.apply().size());
    }
    for (FileFix file : plan.files()) {
      for (DroppedFix drop : file.result().dropped()) {
        Finding finding = drop.finding();
        terminal.note("not-fixed", finding.location(), finding.rule(), drop.reason());
      }
    }
  }

  /** Notes and packages have no fixes. */
  private static FixPlan plan(Path path, Fixer fixer) {
    if (Source.isSpec(path)) {
      return fixer.planSpec(path);
    } else if (path.toString().endsWith(".md") && Files.isRegularFile(path)) {
      return FixPlan.of(List.of());
    } else if (Files.isDirectory(path) || Input.inTree(path)) {
      return fixer.plan(ReleaseTree.read(path));
    } else if (path.toString().endsWith(".gz")) {
      return FixPlan.of(List.of());
    }
    return fixer.planValues(path);
  }

  private static int count(FixPlan plan) {
    return plan.files().stream().mapToInt(file -> file.result().applied().size()).sum();
  }
}
