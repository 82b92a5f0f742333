package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.spec.VersionFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotfix publish PACKAGE...}: puts packages into a release store. */
@Command(name = "publish")
final class PublishCommand extends HotfixTask {

  @Parameters(paramLabel = "PACKAGE", arity = "1..*", descriptionKey = "published-path")
  private List<Path> packages = List.of();

  @Option(names = "--to", paramLabel = "VERSION", required = true)
  private List<VersionFolder> folders = List.of();

  @Option(names = "--notes", paramLabel = "README")
  private @Nullable Path notes;

  @Mixin private PublishOptions publish = new PublishOptions();

  @Override
  int run(Terminal terminal) {
    List<HotfixPackage> sound = new ArrayList<>();
    for (Path path : packages) {
      try (PackageReader reader = PackageReader.open(Source.require(path))) {
        reader.requireSound();
        sound.add(
            reader.hotfixPackage().orElseThrow(() -> Terminal.problem("package-legacy", path)));
      }
    }
    return publish.publish(
        sound, folders, Optional.ofNullable(notes).map(Source::require), terminal);
  }
}
