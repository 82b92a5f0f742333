package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.ReleaseStoreContract;
import org.junit.jupiter.api.AfterEach;

/** What every store promises, with objects that go in parts, however small, and are copied so. */
final class OssPartsContractTest extends ReleaseStoreContract {

  private final OssServer server = OssServer.builder().smallestPart(1).start();

  @Override
  protected ReleaseStore open() {
    return Stores.on(server).smallParts(4, 7).build();
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
