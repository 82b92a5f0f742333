package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.FetchContract;
import io.caicloud.hotfix.testing.MemoryStore;

final class FetchFromMemoryTest extends FetchContract {

  private final MemoryStore store = new MemoryStore();

  @Override
  protected ReleaseStore open() {
    return store;
  }

  @Override
  protected void overwrite(String key, byte[] bytes) {
    store.overwrite(key, bytes);
  }
}
