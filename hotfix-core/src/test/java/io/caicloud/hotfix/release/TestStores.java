package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.MemoryStore;
import io.caicloud.hotfix.testing.TestedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stores of this module, for contracts. */
final class TestStores {

  private TestStores() {}

  static TestedStore inDirectory(Path root) {
    return new TestedStore() {
      @Override
      public ReleaseStore open() {
        return DirectoryStore.at(root);
      }

      @Override
      public void overwrite(String key, byte[] bytes) {
        try {
          Path file = root.resolve(key);
          Files.createDirectories(file.getParent());
          Files.write(file, bytes);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void remove(String key) {
        try {
          Files.delete(root.resolve(key));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  static TestedStore inMemory() {
    MemoryStore store = new MemoryStore();
    return new TestedStore() {
      @Override
      public ReleaseStore open() {
        return store;
      }

      @Override
      public void overwrite(String key, byte[] bytes) {
        store.overwrite(key, bytes);
      }

      @Override
      public void remove(String key) {
        store.remove(key);
      }
    };
  }
}
