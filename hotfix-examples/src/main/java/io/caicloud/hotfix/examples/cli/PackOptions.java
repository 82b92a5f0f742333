package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.archive.PackageLayout;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.PackageNaming;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that pack. */
final class PackOptions {

  @Mixin private ImageOptions images = new ImageOptions();

  @Mixin private RuleSource rules = new RuleSource();

  @Option(names = "--platform", paramLabel = "OS/ARCH")
  private Platform platform = Platform.LINUX_AMD64;

  @Option(names = "--naming", paramLabel = "FORM")
  private PackageNaming naming = PackageNaming.DATED;

  @Option(names = "--layout", paramLabel = "FORM")
  private PackageLayout layout = PackageLayout.TOP_FOLDER;

  @Option(names = "--config-only", paramLabel = "ADDON")
  private List<AddonName> configOnly = List.of();

  @Option(names = "--threads", paramLabel = "N")
  private @Nullable Integer threads;

  @Option(names = "--unchecked", paramLabel = "REASON")
  private @Nullable String unchecked;

  /** Open the images; the caller closes them. */
  ImageSource open(Terminal terminal) {
    return images.open(terminal);
  }

  /** Refuse an addon without images that is not among those to pack: it is misspelt. */
  void requireKnown(Source source) {
    for (AddonName addon : configOnly) {
      if (!source.addons().contains(addon.value())) {
        throw Terminal.problem("addon-unknown", addon, String.join(", ", source.addons()));
      }
    }
  }

  BuildOptions options(Path directory, Source source, ImageSource from, Terminal terminal) {
    BuildOptions options =
        BuildOptions.into(directory)
            .images(from)
            .clock(Clock.systemUTC())
            .rules(rules.rules(List.of(source.path())))
            .platform(platform)
            .naming(naming)
            .layout(layout)
            .progress(terminal.progress());
    options = rules.base().map(options::base).orElse(options);
    for (AddonName addon : configOnly) {
      options = options.configOnly(addon);
    }
    if (threads != null) {
      options = options.threads(threads);
    }
    if (unchecked == null) {
      return options;
    }
    if (unchecked.isBlank()) {
      throw Terminal.problem("reason-missing");
    }
    return options.unchecked(unchecked);
  }
}
