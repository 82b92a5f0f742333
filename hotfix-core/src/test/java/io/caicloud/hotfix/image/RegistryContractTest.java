package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.RegistryServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RegistryContractTest extends ImageSourceContract {

  private final RegistryServer registry = RegistryServer.start();

  @Override
  @BeforeEach
  void keep() throws IOException {
    registry.add("devops_release/console-web", "v1", WEB_IMAGE);
    registry.add("devops_library/busybox", "1.30", BASE_IMAGE);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Override
  ImageSource source() {
    return RegistryImages.builder()
        .project(ImageReference.RELEASE, registry.host() + "/devops_release")
        .project(ImageReference.LIBRARY, registry.host() + "/devops_library")
        .temporary(folder)
        .build();
  }
}
