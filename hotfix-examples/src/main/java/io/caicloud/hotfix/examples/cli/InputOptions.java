package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is planned or built: a release tree or a part of one, or a {@code hotfix.yaml}. */
final class InputOptions {

  @Parameters(paramLabel = "PATH", descriptionKey = "packed-path")
  private Path path = Path.of("");

  @Option(names = "--desc", paramLabel = "DESC")
  private @Nullable HotfixDesc desc;

  Source read() {
    Source.require(path);
    if (!Source.isSpec(path)) {
      ReleaseTree tree = ReleaseTree.read(path);
      return Source.of(desc == null ? tree : tree.withDesc(desc));
    }
    if (desc != null) {
      throw Terminal.problem("desc-in-spec", path);
    }
    return Source.of(path, SpecDocument.read(path));
  }
}
