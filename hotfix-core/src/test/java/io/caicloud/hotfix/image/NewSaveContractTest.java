package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.DockerSaveMaker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class NewSaveContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    DockerSaveMaker.newForm()
        .add(WEB_IMAGE, WEB_NAME)
        .add(BASE_IMAGE, BASE_NAME)
        .write(folder.resolve("new.tar"));
  }

  @Override
  ImageSource source() {
    return DockerArchiveImages.open(folder.resolve("new.tar"));
  }
}
