package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.PackagePlan;
import io.caicloud.hotfix.archive.PackagedImage;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hotfix plan PATH}: says what packages will be, and writes nothing. */
@Command(name = "plan")
final class PlanCommand extends HotfixTask {

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private PackOptions pack = new PackOptions();

  @Override
  int run(Terminal terminal) {
    Source source = input.read();
    pack.requireKnown(source);
    try (ImageSource images = pack.open(terminal)) {
      BatchPlan plan =
          source.plan().apply(pack.options(Path.of("packages"), source, images, terminal));
      if (terminal.isJson()) {
        terminal.json(Json.plan(plan, terminal.language()));
      }
      plan.plans().forEach(p -> print(p, terminal));
      return new BatchPrinter(source, terminal).finish(plan.outcomes(), plan.findings());
    }
  }

  private static void print(PackagePlan plan, Terminal terminal) {
    terminal.say("planned", plan.name(), plan.size(), plan.images().size());
    int width = Columns.widest(plan.images().stream().map(PackagedImage::targetName).toList());
    for (PackagedImage image : plan.images()) {
      terminal.say(
          "planned-image",
          Columns.pad(image.targetName(), width),
          image.image().manifest().digest());
    }
    for (ImageReference image : plan.imagesAtSite()) {
      terminal.say("planned-at-site", image);
    }
  }
}
