package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.TestedStore;

/** The bucket of a test server, for contracts. */
record TestedBucket(OssServer server) implements TestedStore {

  @Override
  public ReleaseStore open() {
    return Stores.on(server).build();
  }

  @Override
  public void overwrite(String key, byte[] bytes) {
    server.bucket().put(key, bytes);
  }

  @Override
  public void remove(String key) {
    server.bucket().delete(key);
  }
}
