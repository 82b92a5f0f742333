package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.DockerSaveMaker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class OldSaveContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    DockerSaveMaker.oldForm()
        .add(WEB_IMAGE, WEB_NAME)
        .add(BASE_IMAGE, BASE_NAME)
        .write(folder.resolve("old.tar"));
  }

  @Override
  ImageSource source() {
    return DockerArchiveImages.open(folder.resolve("old.tar"));
  }
}
