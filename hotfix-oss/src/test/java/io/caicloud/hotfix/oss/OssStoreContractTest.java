package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.ReleaseStoreContract;
import org.junit.jupiter.api.AfterEach;

/** What every store promises, with objects that go with one request. */
final class OssStoreContractTest extends ReleaseStoreContract {

  private final OssServer server = OssServer.start();

  @Override
  protected ReleaseStore open() {
    return Stores.on(server).build();
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
