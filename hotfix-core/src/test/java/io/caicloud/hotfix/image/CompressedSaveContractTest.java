package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.DockerSaveMaker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class CompressedSaveContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    DockerSaveMaker.oldForm()
        .add(WEB_IMAGE, WEB_NAME)
        .add(BASE_IMAGE, BASE_NAME)
        .gzip()
        .write(folder.resolve("old.tar.gz"));
  }

  @Override
  ImageSource source() {
    return DockerArchiveImages.open(folder.resolve("old.tar.gz"));
  }
}
