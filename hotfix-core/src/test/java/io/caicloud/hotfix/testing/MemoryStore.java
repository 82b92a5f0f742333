package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StorePage;
import io.caicloud.hotfix.release.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A release store in memory, for tests. It tells of its objects as an object store does: put ones
 * with SHA-256 and CRC-64, copied ones with SHA-256 only, or none with any. Safe to share between
 * threads.
 */
public final class MemoryStore implements ReleaseStore {

  private static final int PAGE = 3;

  private final NavigableMap<StoreKey, Stored> objects = new ConcurrentSkipListMap<>();

  /** An object; two are equal only if they are one. */
  private static final class Stored {
    private final byte[] bytes;
    private final StoredObject description;

    Stored(byte[] bytes, StoredObject description) {
      this.bytes = bytes;
      this.description = description;
    }

    byte[] bytes() {
      return bytes;
    }

    StoredObject description() {
      return description;
    }
  }

  private final boolean knowsDigests;

  /** Create an empty store. */
  public MemoryStore() {
    this(true);
  }

  /**
   * Create an empty store.
   *
   * @param knowsDigests whether it tells digests; if not, whoever wants to know has to read
   */
  public MemoryStore(boolean knowsDigests) {
    this.knowsDigests = knowsDigests;
  }

  /**
   * Return what is in the store now, by key.
   *
   * @return a copy
   */
  public NavigableMap<String, byte[]> contents() {
    NavigableMap<String, byte[]> contents = new TreeMap<>();
    objects.forEach((key, stored) -> contents.put(key.value(), stored.bytes().clone()));
    return contents;
  }

  /**
   * Put bytes at a key, whatever is there: what no publisher would do.
   *
   * @param key the key
   * @param bytes the bytes
   */
  public void overwrite(String key, byte[] bytes) {
    StoreKey at = StoreKey.of(key);
    objects.put(at, new Stored(bytes.clone(), StoredObject.of(at, Fingerprint.of(bytes))));
  }

  /**
   * Remove an object: what no publisher would do.
   *
   * @param key its key
   */
  public void remove(String key) {
    objects.remove(StoreKey.of(key));
  }

  @Override
  public Optional<StoredObject> stat(StoreKey key) {
    refuseWhenInterrupted();
    return Optional.ofNullable(objects.get(key)).map(Stored::description).map(this::told);
  }

  @Override
  public Placement putIfAbsent(StoreKey key, Content content, ProgressListener listener) {
    refuseWhenInterrupted();
    byte[] bytes = readAll(content);
    listener
        .guarded()
        .onProgress(new Progress(Progress.Stage.PUBLISH, key.value(), bytes.length, bytes.length));
    StoredObject description = StoredObject.of(key, content.fingerprint());
    return place(new Stored(bytes, description), content.fingerprint(), bytes.length);
  }

  @Override
  public Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected) {
    refuseWhenInterrupted();
    Stored source = find(from);
    if (!Fingerprint.of(source.bytes()).equals(expected)) {
      throw failure("store-damaged", from);
    }
    StoredObject copy = StoredObject.of(to, expected.size()).withSha256(expected.sha256());
    return place(new Stored(source.bytes(), copy), expected, 0);
  }

  @Override
  public Placement replaceIfDigestIs(StoreKey key, Digest seen, Content content) {
    refuseWhenInterrupted();
    byte[] bytes = readAll(content);
    StoredObject after = told(StoredObject.of(key, content.fingerprint()));
    Stored old = objects.get(key);
    if (old != null && Fingerprint.of(old.bytes()).equals(content.fingerprint())) {
      return new Placement(after, false, 0);
    }
    boolean replaced =
        old != null
            && Digest.of(old.bytes()).equals(seen)
            && objects.replace(key, old, new Stored(bytes, after));
    if (!replaced) {
      throw new StoreConflictException(key, seen, look(key, content.fingerprint()));
    }
    return new Placement(after, true, bytes.length);
  }

  @Override
  public ReadableByteChannel open(StoreKey key, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    refuseWhenInterrupted();
    byte[] bytes = find(key).bytes();
    if (offset + length > bytes.length) {
      throw failure("store-damaged", key);
    }
    return Channels.newChannel(new ByteArrayInputStream(bytes, (int) offset, (int) length));
  }

  @Override
  public StorePage list(String prefix, String page) {
    refuseWhenInterrupted();
    List<StoredObject> objectsLeft =
        objects.values().stream()
            .map(Stored::description)
            .map(this::told)
            .filter(object -> object.key().value().startsWith(prefix))
            .filter(object -> page.isEmpty() || object.key().compareTo(StoreKey.of(page)) > 0)
            .limit(PAGE + 1L)
            .toList();
    if (objectsLeft.size() <= PAGE) {
      return StorePage.last(objectsLeft, List.of());
    }
    List<StoredObject> now = objectsLeft.subList(0, PAGE);
    return StorePage.of(now, List.of(), now.get(PAGE - 1).key().value());
  }

  @Override
  public String address(StoreKey key) {
    return "memory://store/" + key;
  }

  @Override
  public void close() {}

  private Placement place(Stored stored, Fingerprint expected, long sent) {
    StoreKey key = stored.description().key();
    StoredObject proven = told(StoredObject.of(key, expected));
    Stored there = objects.putIfAbsent(key, stored);
    if (there == null) {
      return new Placement(proven, true, sent);
    }
    if (Fingerprint.of(there.bytes()).equals(expected)) {
      return new Placement(proven, false, sent);
    }
    throw new StoreConflictException(key, expected, look(key, expected));
  }

  private StoredObject told(StoredObject object) {
    return knowsDigests ? object : StoredObject.of(object.key(), object.size());
  }

  private Stored find(StoreKey key) {
    Stored stored = objects.get(key);
    if (stored == null) {
      throw failure("store-missing", key);
    }
    return stored;
  }

  private static byte[] readAll(Content content) {
    try (ReadableByteChannel channel = content.open()) {
      return Channels.newInputStream(channel).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseWhenInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw failure("interrupted", "store");
    }
  }

  private static HotfixException failure(String code, Object key) {
    return new HotfixException(code, Message.of(code + ": " + key, code + "：" + key));
  }
}
