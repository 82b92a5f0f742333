package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.RegistryServer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class OfflineContractTest extends ImageSourceContract {

  private String host = "";

  @Override
  @BeforeEach
  void keep() throws IOException {
    try (RegistryServer registry = RegistryServer.start()) {
      registry.add("devops_release/console-web", "v1", WEB_IMAGE);
      registry.add("devops_library/busybox", "1.30", BASE_IMAGE);
      host = registry.host();
      try (ImageSource source = builder().build()) {
        for (ImageReference reference : new ImageReference[] {WEB, BASE}) {
          ResolvedImage image = source.resolve(reference, Platform.LINUX_AMD64);
          read(source, image, image.config());
          for (Descriptor layer : image.layers()) {
            read(source, image, layer);
          }
        }
      }
    }
  }

  private RegistryImages.Builder builder() {
    return RegistryImages.builder()
        .project(ImageReference.RELEASE, host + "/devops_release")
        .project(ImageReference.LIBRARY, host + "/devops_library")
        .cache(BlobCache.at(folder.resolve("cache")));
  }

  @Override
  ImageSource source() {
    return builder().offline(true).build();
  }
}
