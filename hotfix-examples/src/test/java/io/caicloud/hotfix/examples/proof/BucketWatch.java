package io.caicloud.hotfix.examples.proof;

import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.StoredObject;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader who looks at a bucket again and again, in the server and over HTTP, and notes what must
 * never be seen: bytes that do not belong there, an object in place of another, a checksum without
 * its package.
 */
final class BucketWatch {

  private final OssBucket bucket;
  private final OssStore reader;
  private final PublishBatch batch;
  private final Map<String, OssObject> seen = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "bucket-watch");
  private volatile boolean closed;
  private int looks;

  /**
   * Start to look.
   *
   * @param bucket the bucket
   * @param reader a store on it, closed in the end
   * @param batch what belongs there
   */
  BucketWatch(OssBucket bucket, OssStore reader, PublishBatch batch) {
    this.bucket = bucket;
    this.reader = reader;
    this.batch = batch;
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        look();
      } catch (RuntimeException e) {
        note("the reader: " + e);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Look now, and return all that was wrong so far. */
  synchronized List<String> look() {
    List<String> keys = bucket.keys();
    for (String key : keys) {
      look(bucket.object(key).orElseThrow());
    }
    PublishBatch.alone(keys).forEach(key -> note("alone: " + key));
    List<String> listed = new ArrayList<>();
    for (StoredObject object : reader.list("", "").objects()) {
      listed.add(object.key().value());
      Fingerprint expected = batch.objects().get(object.key().value());
      if (expected == null || expected.size() != object.size()) {
        note("listed: " + object);
      }
    }
    PublishBatch.alone(listed).forEach(key -> note("listed alone: " + key));
    looks++;
    return List.copyOf(wrong);
  }

  private void look(OssObject object) {
    OssObject before = seen.putIfAbsent(object.key(), object);
    if (before == null && !batch.isRight(object)) {
      note("other bytes: " + object);
    }
    if (!Objects.requireNonNullElse(before, object).equals(object)) {
      note("overwritten: " + object);
    }
  }

  private synchronized void note(String what) {
    wrong.add(what);
  }

  /** Empty the bucket. */
  synchronized void clear() {
    bucket.keys().forEach(bucket::delete);
    bucket.uploads().forEach(upload -> bucket.abort(upload.id()));
    seen.clear();
  }

  /** Return how often it looked. */
  synchronized int looks() {
    return looks;
  }

  /** Look no more. */
  void stop() throws InterruptedException {
    closed = true;
    thread.join();
    reader.close();
  }
}
