package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One source's use of a cache. A cache saves time and nothing else: when it cannot be written, or
 * an entry cannot be read, that is told once and done without, except offline.
 */
final class CacheUse {

  private final BlobCache cache;
  private final Consumer<Message> warnings;
  private final Set<Digest> held = ConcurrentHashMap.newKeySet();
  private volatile boolean writable = true;

  CacheUse(BlobCache cache, Consumer<Message> warnings) {
    this.cache = cache;
    this.warnings = warnings;
  }

  BlobCache cache() {
    return cache;
  }

  byte @Nullable [] bytes(Descriptor blob, int budget) {
    try {
      return cache.bytes(blob, budget);
    } catch (IOException e) {
      failed("cache-unreadable", e);
      return null;
    }
  }

  @Nullable FileChannel open(Descriptor blob) {
    try {
      return cache.open(blob);
    } catch (IOException e) {
      failed("cache-unreadable", e);
      return null;
    }
  }

  boolean has(Descriptor blob) {
    return cache.has(blob);
  }

  Optional<ImageIndex.Entry> named(String name) {
    return cache.named(name);
  }

  List<String> names() {
    return cache.names();
  }

  /** Start an entry, or return null if the cache cannot be written. */
  @Nullable PendingFile begin(Digest digest) {
    if (!writable) {
      return null;
    }
    try {
      return cache.begin(digest);
    } catch (IOException e) {
      unwritable(e);
      return null;
    }
  }

  void keep(Digest digest, PendingFile entry) {
    write(() -> cache.keep(digest, entry));
  }

  void put(Descriptor blob, byte[] bytes) {
    write(() -> cache.put(blob, bytes));
  }

  void name(String name, CacheIndex.Target target) {
    write(() -> cache.name(name, target));
  }

  private void write(CacheLock.Work work) {
    if (!writable) {
      return;
    }
    try {
      work.run();
    } catch (IOException e) {
      unwritable(e);
    } catch (HotfixException e) {
      // The index is not to be understood; blobs are kept all the same.
      warnings.accept(Texts.of(e));
    }
  }

  /** Do without writing from now on: a full disk should be left alone. */
  void unwritable(IOException cause) {
    failed("cache-unwritable", cause);
  }

  private synchronized void failed(String key, IOException cause) {
    if (cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException) {
      throw Failures.io(cache.toString(), cause);
    }
    boolean first = writable;
    writable = false;
    if (first) {
      warnings.accept(Texts.message(key, cache, Failures.reason(cause)));
    }
  }

  /** Keep an image's blobs until the end of this use. */
  void hold(ResolvedImage image) {
    hold(image.manifest().digest());
    hold(image.config().digest());
    image.layers().forEach(layer -> hold(layer.digest()));
  }

  private void hold(Digest digest) {
    if (held.add(digest)) {
      cache.hold(digest);
    }
  }

  /** End this use. */
  void end() {
    held.forEach(cache::release);
    held.clear();
    if (writable && !Thread.currentThread().isInterrupted()) {
      write(cache::trim);
    }
  }
}
