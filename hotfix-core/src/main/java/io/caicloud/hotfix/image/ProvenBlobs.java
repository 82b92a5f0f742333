package io.caicloud.hotfix.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers which blobs gave their digest, as long as their files stay the same. A file may change
 * twice within one tick of its clock; so a reading counts as proof only when the file had been seen
 * with the same stamp well before the reading began. Safe for use by several threads.
 */
final class ProvenBlobs {

  /** Longer than the tick of the clock of any file system that has a time of change. */
  static final Duration SETTLED = Duration.ofMillis(100);

  private record Key(Path file, long offset, Digest digest) {}

  private record Seen(FileStamp stamp, long firstNanos, boolean proven) {}

  private final Map<Key, Seen> seen = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  ProvenBlobs(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Take note of a blob's file and return whether it is proven already. */
  boolean note(Region region, Digest digest) {
    return update(region, digest).proven();
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Take note that the region, unchanged until now, gave the digest. */
  void read(Region region, Digest digest, long beganNanos) {
    Seen before = update(region, digest);
    boolean settled = beganNanos - before.firstNanos() >= SETTLED.toNanos();
    if (settled && region.stamp().changed() != null) {
      seen.put(key(region, digest), new Seen(region.stamp(), before.firstNanos(), true));
    }
  }

  private Seen update(Region region, Digest digest) {
    return seen.merge(
        key(region, digest),
        new Seen(region.stamp(), now(), false),
        (old, fresh) -> old.stamp().equals(fresh.stamp()) ? old : fresh);
  }

  private static Key key(Region region, Digest digest) {
    return new Key(region.file(), region.offset(), digest);
  }
}
