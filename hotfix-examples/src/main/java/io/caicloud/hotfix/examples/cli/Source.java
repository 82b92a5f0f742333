package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is packed: the hotfixes of a release tree, or the one of a {@code hotfix.yaml}.
 *
 * @param path where it was read
 * @param documents its files, for findings that show a line
 * @param addons the names of its addons, as far as the values say them
 * @param plan plans its packages
 * @param build builds its packages
 */
record Source(
    Path path,
    Documents documents,
    Set<String> addons,
    Function<BuildOptions, BatchPlan> plan,
    Function<BuildOptions, BatchResult> build) {

  private static final String SPEC = "hotfix.yaml";

  /** Tell whether a file is a specification: {@code hotfix.yaml}, {@code <any>.hotfix.yaml}. */
  static boolean isSpec(Path path) {
    return path.endsWith(SPEC) || path.toString().endsWith("." + SPEC);
  }

  /** Refuse a path where nothing is. */
  static Path require(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw Terminal.problem("nothing-there", path);
    }
    return path;
  }

  static Source of(ReleaseTree tree) {
    Documents documents = new Documents();
    documents.addAll(tree);
    Set<String> addons = new TreeSet<>();
    tree.entries().stream()
        .flatMap(entry -> entry.identity().stream())
        .map(HotfixIdentity::addon)
        .forEach(addon -> addons.add(addon.value()));
    return new Source(
        tree.path(),
        documents,
        addons,
        options -> HotfixPackager.planAll(tree, options),
        options -> HotfixPackager.buildAll(tree, options));
  }

  static Source of(Path path, SpecDocument spec) {
    Documents documents = new Documents();
    documents.add(spec.document());
    Set<String> addons = new TreeSet<>();
    if (spec.spec().isPresent()) {
      YamlDocument values = values(spec.spec().get());
      documents.add(values);
      AddonValues.of(values).metadata().name().map(YamlScalar::value).ifPresent(addons::add);
    }
    return new Source(
        path,
        documents,
        addons,
        options -> HotfixPackager.planAll(spec, options),
        options -> HotfixPackager.buildAll(spec, options));
  }

  /** Read the values that a specification names. */
  static YamlDocument values(HotfixSpec spec) {
    return YamlDocument.read(require(spec.values()), spec.values().toString().replace('\\', '/'));
  }
}
