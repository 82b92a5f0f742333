package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class FirstOfContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    OciLayoutMaker.in(folder.resolve("oci")).add(BASE_NAME, BASE_IMAGE).write();
    DockerSaveMaker.newForm().add(WEB_IMAGE, WEB_NAME).write(folder.resolve("new.tar"));
  }

  @Override
  ImageSource source() {
    return ImageSources.firstOf(
        OciLayoutImages.open(folder.resolve("oci")),
        DockerArchiveImages.open(folder.resolve("new.tar")));
  }
}
