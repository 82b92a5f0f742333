package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.spec.VersionFolder;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hotfix release OSS_PATH YAML_PATH}: checks, builds and publishes a date folder. Process
 * document, step 3, "[UPLOAD_OSS_PATH]" and "[HOTFIX_YAML_PATH]".
 */
@Command(name = "release")
final class ReleaseCommand extends HotfixTask {

  @Parameters(index = "0", paramLabel = "OSS_PATH", descriptionKey = "oss-path")
  private @Nullable VersionFolder folder;

  @Parameters(index = "1", paramLabel = "YAML_PATH", descriptionKey = "yaml-path")
  private Path path = Path.of("");

  @Option(names = "--to", paramLabel = "VERSION", descriptionKey = "more-to")
  private List<VersionFolder> more = List.of();

  @Option(names = "--into", paramLabel = "DIR")
  private Path directory = Path.of("packages");

  @Mixin private PackOptions pack = new PackOptions();

  @Mixin private PublishOptions publish = new PublishOptions();

  @Override
  int run(Terminal terminal) {
    ReleaseTree tree = ReleaseTree.read(Source.require(path));
    pack.requireKnown(Source.of(tree));
    if (!publish.isDryRun()) {
      return release(tree, directory, terminal);
    }
    try (ScratchFolder scratch = ScratchFolder.create()) {
      return release(tree, scratch.path(), terminal);
    }
  }

  private int release(ReleaseTree tree, Path packages, Terminal terminal) {
    Source source = Source.of(tree);
    BatchResult result;
    try (ImageSource images = pack.open(terminal)) {
      result = source.build().apply(pack.options(packages, source, images, terminal));
    }
    printBuilt(result, terminal);
    int code = new BatchPrinter(source, terminal).finish(result.outcomes(), result.findings());
    if (code != ExitCode.DONE) {
      if (terminal.isJson()) {
        terminal.json(Json.result(result, terminal.language()));
      }
      if (!result.outcomes().isEmpty()) {
        terminal.complain("not-published", path);
      }
      return code;
    }
    if (tree.readmes().size() != 1) {
      terminal.note("no-notes", path, tree.readmes().size());
    }
    return publish.publish(result.packages(), folders(), notes(tree), terminal);
  }

  private void printBuilt(BatchResult result, Terminal terminal) {
    for (HotfixPackage built : result.packages()) {
      if (publish.isDryRun()) {
        terminal.say("would-build", built.name(), built.size());
      } else {
        terminal.say("built", built.path(), built.size());
      }
    }
  }

  private List<VersionFolder> folders() {
    List<VersionFolder> all = new ArrayList<>();
    all.add(Objects.requireNonNull(folder, "the parser requires it"));
    all.addAll(more);
    return all;
  }

  private static Optional<Path> notes(ReleaseTree tree) {
    return tree.readmes().size() == 1 ? Optional.of(tree.readmes().get(0)) : Optional.empty();
  }
}
