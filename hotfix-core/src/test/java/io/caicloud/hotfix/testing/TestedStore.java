package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StorePage;
import io.caicloud.hotfix.release.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store that a contract runs on: how to open it, and how to change it behind its back. */
public interface TestedStore {

  /**
   * Open the store. Each call gives another handle on the same store.
   *
   * @return the handle; closed by the test
   */
  ReleaseStore open();

  /**
   * Write an object, whatever is there: what no publisher would do.
   *
   * @param key its key
   * @param bytes its bytes
   */
  void overwrite(String key, byte[] bytes);

  /**
   * Remove an object: what no publisher would do.
   *
   * @param key its key
   */
  void remove(String key);

  /** Return what is in the store now, by key. */
  default Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    try (ReleaseStore store = open()) {
      Optional<String> page = Optional.of("");
      while (page.isPresent()) {
        StorePage objects = store.list("", page.get());
        for (StoredObject object : objects.objects()) {
          contents.put(object.key().value(), bytes(store, object.key(), object.size()));
        }
        page = objects.next();
      }
    }
    return contents;
  }

  private static byte[] bytes(ReleaseStore store, StoreKey key, long size) {
    try (ReadableByteChannel channel = store.open(key, 0, size)) {
      return Channels.newInputStream(channel).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
