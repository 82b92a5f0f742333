package io.caicloud.hotfix.image;

import io.caicloud.hotfix.testing.OciLayoutMaker;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

final class OciLayoutContractTest extends ImageSourceContract {

  @Override
  @BeforeEach
  void keep() throws IOException {
    OciLayoutMaker.in(folder.resolve("oci"))
        .add(WEB_NAME, WEB_IMAGE)
        .add(BASE_NAME, BASE_IMAGE)
        .write();
  }

  @Override
  ImageSource source() {
    return OciLayoutImages.open(folder.resolve("oci"));
  }
}
