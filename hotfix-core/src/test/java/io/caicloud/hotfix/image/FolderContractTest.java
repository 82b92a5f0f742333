package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;

final class FolderContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    Files.writeString(folder.resolve("README.md"), "read me");
    DockerSaveMaker.oldForm().add(BASE_IMAGE, BASE_NAME).write(folder.resolve("base.tar"));
    OciLayoutMaker.in(folder.resolve("web")).add(WEB_NAME, WEB_IMAGE).write();
  }

  @Override
  ImageSource source() {
    return LocalImages.open(folder);
  }
}
