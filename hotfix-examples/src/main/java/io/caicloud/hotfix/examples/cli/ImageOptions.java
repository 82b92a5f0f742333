package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.ImageSources;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where images come from: places on this machine, then registries. Credentials and proxies are
 * those of the environment, as Docker has them.
 */
final class ImageOptions {

  @Option(names = "--images", paramLabel = "PATH")
  private List<Path> images = List.of();

  @Option(names = "--from", paramLabel = "KEY=PROJECT")
  private Map<String, String> projects = new LinkedHashMap<>();

  @Option(names = "--cache", paramLabel = "DIR")
  private @Nullable Path cache;

  @Option(names = "--verify-cache")
  private boolean verifying;

  @Option(names = "--offline")
  private boolean offline;

  @Option(names = "--ca", paramLabel = "FILE")
  private @Nullable Path authorities;

  @Option(names = "--plain-http", paramLabel = "HOST")
  private List<String> plainHosts = List.of();

  /** Open the images; the caller closes them. */
  ImageSource open(Terminal terminal) {
    refuseContradictions();
    List<ImageSource> sources = new ArrayList<>();
    if (!images.isEmpty()) {
      LocalImages.Builder places = LocalImages.builder();
      images.forEach(path -> places.add(Source.require(path)));
      sources.add(places.open());
    }
    if (!projects.isEmpty()) {
      try {
        sources.add(registries(terminal));
      } catch (RuntimeException e) {
        sources.forEach(ImageSource::close);
        throw e;
      }
    }
    return switch (sources.size()) {
      case 0 -> new NoImages();
      case 1 -> sources.get(0);
      default -> ImageSources.firstOf(sources);
    };
  }

  private void refuseContradictions() {
    for (String placeholder : projects.keySet()) {
      if (!placeholder.equals(ImageReference.RELEASE)
          && !placeholder.equals(ImageReference.LIBRARY)) {
        throw Terminal.problem("placeholder-unknown", placeholder);
      }
    }
    if (offline && cache == null) {
      throw Terminal.problem("offline-without-cache");
    }
    if (projects.isEmpty() && (offline || cache != null)) {
      throw Terminal.problem("cache-without-registry");
    }
  }

  private ImageSource registries(Terminal terminal) {
    RegistryAccess.Builder access = RegistryAccess.builder().environment(terminal.environment());
    if (authorities != null) {
      access.authorities(Source.require(authorities));
    }
    plainHosts.forEach(access::plainHttp);
    RegistryImages.Builder registries =
        RegistryImages.builder()
            .access(access.build())
            .offline(offline)
            .warnings(warning -> terminal.complaint(warning.text(terminal.language())));
    projects.forEach(registries::project);
    if (cache != null) {
      registries.cache(BlobCache.builder(cache).verifying(verifying).open());
    }
    return registries.build();
  }
}
