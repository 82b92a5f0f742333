package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.image.ImageSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotfix build PATH}: builds the packages of one hotfix or of a release tree. */
@Command(name = "build")
final class BuildCommand extends HotfixTask {

  @Option(names = "--into", paramLabel = "DIR")
  private Path directory = Path.of("packages");

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private PackOptions pack = new PackOptions();

  @Override
  int run(Terminal terminal) {
    Source source = input.read();
    pack.requireKnown(source);
    try (ImageSource images = pack.open(terminal)) {
      BatchResult result = source.build().apply(pack.options(directory, source, images, terminal));
      if (terminal.isJson()) {
        terminal.json(Json.result(result, terminal.language()));
      }
      result.packages().forEach(p -> terminal.say("built", p.path(), p.size()));
      return new BatchPrinter(source, terminal).finish(result.outcomes(), result.findings());
    }
  }
}
