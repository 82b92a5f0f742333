package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is planned or built: a release tree or a part of one, or a {@code hotfix.yaml}. */
final class InputOptions {

  @Parameters(paramLabel = "PATH")
  private Path path = Path.of("");

  @Option(names = "--desc", paramLabel = "DESC")
  private @Nullable HotfixDesc desc;

  BatchPlan plan(BuildOptions options) {
    return Input.isSpec(path)
        ? HotfixPackager.planAll(SpecDocument.read(path), options)
        : HotfixPackager.planAll(tree(), options);
  }

  BatchResult build(BuildOptions options) {
    return Input.isSpec(path)
        ? HotfixPackager.buildAll(SpecDocument.read(path), options)
        : HotfixPackager.buildAll(tree(), options);
  }

  private ReleaseTree tree() {
    ReleaseTree tree = ReleaseTree.read(path);
    return desc == null ? tree : tree.withDesc(desc);
  }
}
