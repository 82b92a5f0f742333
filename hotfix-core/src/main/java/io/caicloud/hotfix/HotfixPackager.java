package io.caicloud.hotfix;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.PackageWriter;
import io.caicloud.hotfix.archive.WriteOptions;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Builds packages: checks a hotfix by the rules, finds its images, and writes {@code
 * compass-hotfixes-….tar.gz}.
 *
 * <p>Building the same hotfix twice gives the same bytes. A package appears under its name whole or
 * not at all; one that is there already is success if it has the same bytes, and is refused if it
 * has others. An interrupt of the calling thread stops the work within a second and leaves nothing
 * behind.
 *
 * <p>Safe to share between threads; there is no state.
 */
public final class HotfixPackager {

  /** What stops a whole batch, not only the hotfix it happened to. */
  private static final Set<String> STOPPING = Set.of("interrupted", "rules-missing");

  private HotfixPackager() {}

  /**
   * Check a hotfix, find its images, and say what its package will be. Writes nothing.
   *
   * @param spec the hotfix
   * @param options how to build
   * @throws HotfixRejectedException if the rules do not pass it
   * @throws ImagesUnavailableException if images cannot be had; it names them all
   * @throws HotfixException with code {@code rules-missing} if there is no rule engine and the
   *     options do not say unchecked, {@code ambiguous-package-name} or {@code
   *     package-name-too-long} if it cannot be named, {@code unreadable} if the values cannot be
   *     read, {@code interrupted}
   */
  public static PackagePlan plan(HotfixSpec spec, BuildOptions options) {
    return new Planner(options).plan(new Checker(options).check(spec));
  }

  /**
   * Check a hotfix, find its images, and build its package.
   *
   * @param spec the hotfix
   * @param options how to build
   * @throws HotfixException as {@link #plan(HotfixSpec, BuildOptions)}, and if the package cannot
   *     be written: {@code output-exists} if another file has its name, {@code disk-full}
   */
  public static HotfixPackage build(HotfixSpec spec, BuildOptions options) {
    return build(plan(spec, options), options);
  }

  /**
   * Build the package of a plan.
   *
   * @param plan a plan made with these options
   * @param options how to build
   * @throws HotfixException if an image's bytes cannot be had or are not those of its digests, or
   *     the package cannot be written
   */
  public static HotfixPackage build(PackagePlan plan, BuildOptions options) {
    WriteOptions write = new WriteOptions(options.threads(), options.progress(), options.durable());
    ImageSource images = options.images();
    return PackageWriter.write(plan.archive(), images, options.directory(), write);
  }

  /**
   * Plan all hotfixes of a tree. One that cannot be built does not stop the others.
   *
   * @param tree the tree
   * @param options how to build
   * @throws HotfixException with code {@code rules-missing}, {@code interrupted}
   */
  public static BatchPlan planAll(ReleaseTree tree, BuildOptions options) {
    Checker checker = new Checker(options);
    Planner planner = new Planner(options);
    List<Outcome<PackagePlan>> outcomes = new ArrayList<>();
    int total = tree.entries().size();
    for (TreeEntry entry : tree.entries()) {
      outcomes.add(attempt(entry.path(), () -> planner.plan(checker.check(entry))));
      options
          .progress()
          .onProgress(new Progress(Progress.Stage.CHECK, entry.path(), outcomes.size(), total));
    }
    return new BatchPlan(outcomes, tree.findings());
  }

  /**
   * Build the packages of all hotfixes of a tree: checks all first, then builds what can be built.
   * One that fails does not stop the others; the result says what became of each.
   *
   * @param tree the tree
   * @param options how to build
   * @throws HotfixException with code {@code rules-missing}, {@code interrupted}
   */
  public static BatchResult buildAll(ReleaseTree tree, BuildOptions options) {
    return build(planAll(tree, options), options);
  }

  /**
   * Plan the hotfix of a {@code hotfix.yaml}.
   *
   * @param document the specification, as it was read
   * @param options how to build
   * @throws HotfixException with code {@code rules-missing}, {@code interrupted}
   */
  public static BatchPlan planAll(SpecDocument document, BuildOptions options) {
    Checker checker = new Checker(options);
    return new BatchPlan(
        List.of(
            attempt(
                document.document().file(),
                () -> new Planner(options).plan(checker.check(document)))),
        List.of());
  }

  /**
   * Build the package of a {@code hotfix.yaml}.
   *
   * @param document the specification, as it was read
   * @param options how to build
   * @throws HotfixException with code {@code rules-missing}, {@code interrupted}
   */
  public static BatchResult buildAll(SpecDocument document, BuildOptions options) {
    return build(planAll(document, options), options);
  }

  private static BatchResult build(BatchPlan plan, BuildOptions options) {
    List<Outcome<HotfixPackage>> outcomes = new ArrayList<>();
    for (Outcome<PackagePlan> planned : plan.outcomes()) {
      outcomes.add(
          planned
              .value()
              .map(p -> attempt(planned.path(), () -> build(p, options)))
              .orElseGet(() -> Outcome.failed(planned.path(), planned.failure().orElseThrow())));
    }
    return new BatchResult(outcomes, plan.findings());
  }

  private interface Work<T> {
    T run();
  }

  private static <T> Outcome<T> attempt(String path, Work<T> work) {
    try {
      return Outcome.done(path, work.run());
    } catch (HotfixException e) {
      if (STOPPING.contains(e.code())) {
        throw e;
      }
      return Outcome.failed(path, e);
    }
  }
}
