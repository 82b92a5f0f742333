package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.spec.VersionFolder;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Parameters(index = "0", paramLabel = "OSS_PATH")
  private String folder = "";

  @Parameters(index = "1", paramLabel = "YAML_PATH")
  private Path path = Path.of("");

  @Option(names = "--to", paramLabel = "VERSION")
  private List<VersionFolder> more = List.of();

  @Option(names = "--into", paramLabel = "DIR")
  private Path directory = Path.of("packages");

  @Mixin private PackOptions pack = new PackOptions();

  @Mixin private PublishOptions publish = new PublishOptions();

  @Override
  int run(Terminal terminal) {
    ReleaseTree tree = ReleaseTree.read(path);
    BatchResult result;
    try (ImageSource images = pack.open()) {
      result = HotfixPackager.buildAll(tree, pack.options(directory, images, terminal));
    }
    result.packages().forEach(p -> terminal.say("built", p.path(), p.size()));
    int code = BatchPrinter.finish(result.outcomes(), result.findings(), terminal);
    if (!result.isSuccessful()) {
      terminal.complain("not-published", path);
      return code;
    }
    if (result.packages().isEmpty()) {
      terminal.complain("nothing-to-do", path);
      return ExitCode.REFUSED;
    }
    return publish.publish(result.packages(), folders(), notes(tree), terminal);
  }

  private List<VersionFolder> folders() {
    List<VersionFolder> all = new ArrayList<>();
    all.add(VersionFolder.parse(folder.replaceFirst("/$", "")));
    all.addAll(more);
    return all;
  }

  private static Optional<Path> notes(ReleaseTree tree) {
    return tree.readmes().size() == 1 ? Optional.of(tree.readmes().get(0)) : Optional.empty();
  }
}
