package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.MemoryStore;
import io.caicloud.hotfix.testing.ReleaseStoreContract;

final class MemoryStoreContractTest extends ReleaseStoreContract {

  private final MemoryStore store = new MemoryStore();

  @Override
  protected ReleaseStore open() {
    return store;
  }
}
