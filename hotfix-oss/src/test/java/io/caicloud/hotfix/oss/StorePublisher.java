package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.StoreKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Publishes by our store. */
final class StorePublisher implements Publisher {

  private final OssStore store;
  private final List<ReadableByteChannel> forgotten = new ArrayList<>();

  StorePublisher(OssStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, Path file) {
    Content content = Content.read(file, store.partSize());
    store.putIfAbsent(StoreKey.of(key), content, ProgressListener.NONE);
  }

  @Override
  public void putInParts(String key, Path file) {
    put(key, file);
  }

  @Override
  public void putStream(String key, Path file) {
    put(key, file);
  }

  @Override
  public void get(String key, Path target) {
    StoreKey at = StoreKey.of(key);
    long size = store.stat(at).orElseThrow().size();
    try (ReadableByteChannel bytes = store.open(at, 0, size)) {
      Files.write(target, Channels.newInputStream(bytes).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void peek(String key) {
    StoreKey at = StoreKey.of(key);
    ReadableByteChannel bytes = store.open(at, 0, store.stat(at).orElseThrow().size());
    forgotten.add(bytes);
    try {
      bytes.read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public void release() {
    store.close();
  }
}
