package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.ReleaseStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreContractTest extends ReleaseStoreContract {

  @TempDir Path root;

  @Override
  protected ReleaseStore open() {
    return DirectoryStore.at(root.resolve("store"));
  }
}
