package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.FetchContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FetchFromDirectoryTest extends FetchContract {

  @TempDir Path root;

  @Override
  protected ReleaseStore open() {
    return DirectoryStore.at(root);
  }

  @Override
  protected void overwrite(String key, byte[] bytes) {
    try {
      Path file = root.resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
