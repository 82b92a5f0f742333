package io.caicloud.hotfix.oss;

import static java.util.Objects.requireNonNull;

import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import com.google.common.util.concurrent.Uninterruptibles;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Lookup;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StorePage;
import io.caicloud.hotfix.release.StoredObject;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A release store in a bucket of Aliyun OSS. Nothing is overwritten: the service is asked to forbid
 * it when an upload begins and when it ends, and a bucket with versioning, where it does not, is
 * refused. Every body goes with its MD5, and what the service then has is proven by the CRC-64 that
 * it computed itself; the SHA-256 is noted beside the object as {@code x-oss-meta-sha256}.
 *
 * <p>OSS has no request that replaces an object only if it is a certain one, so {@link
 * #replaceIfDigestIs} looks and then puts: of two who replace at once, the later wins.
 *
 * <p>Safe to share between threads; an interrupt ends a call within a second. Codes of its own, in
 * addition to those of {@link ReleaseStore}: {@code store-versioned} (a bucket with versioning).
 *
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/list-of-operations">OSS
 *     API reference</a>
 */
public final class OssStore implements ReleaseStore {

  private final OssOptions options;
  private final OssCalls calls;
  private final Requests requests;
  private final Attempts attempts;
  private final Prover prover;
  private final WholePut wholePut;
  private final PartsPut partsPut;
  private final PartsUpload uploads;
  private final Copying copying;
  private final ThreadPoolExecutor threads;
  private volatile boolean bucketChecked;

  OssStore(OssOptions options) {
    this.options = options;
    this.calls = new OssCalls(options);
    this.requests = new Requests(calls, options);
    this.attempts = new Attempts(options.pauses());
    this.prover = new Prover(this, requests, attempts);
    this.threads =
        new ThreadPoolExecutor(
            options.threads(),
            options.threads(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("hotfix-oss-part"));
    threads.allowCoreThreadTimeOut(true);
    UploadRequests uploadRequests = new UploadRequests(requests);
    this.uploads = new PartsUpload(uploadRequests, attempts, prover, threads);
    this.wholePut = new WholePut(requests, attempts, prover);
    this.partsPut = new PartsPut(options, uploadRequests, attempts, uploads);
    this.copying = new Copying(options, requests, uploadRequests, attempts, uploads);
  }

  /**
   * Start to describe a store.
   *
   * @param bucket the name of the bucket, such as {@code infra-release}
   */
  public static OssStoreBuilder builder(String bucket) {
    return new OssStoreBuilder(bucket);
  }

  @Override
  public Optional<StoredObject> stat(StoreKey key) {
    return told(key, () -> prover.head(key).map(head -> head.toObject(key)));
  }

  @Override
  public Placement putIfAbsent(StoreKey key, Content content, ProgressListener listener) {
    Transfer transfer = new Transfer(key, content.size(), listener);
    return told(
        key,
        () -> {
          Optional<StoredObject> there = there(key, content);
          if (there.isPresent()) {
            return new Placement(there.get(), false, 0);
          }
          requireNoVersions();
          return content.size() <= options.partSize()
              ? wholePut.putIfAbsent(address(key), key, content, transfer)
              : partsPut.putIfAbsent(key, content, transfer);
        });
  }

  /** Return the object if it is there; an upload that was stopped is then of no more use. */
  private Optional<StoredObject> there(StoreKey key, Content content) {
    try {
      Optional<StoredObject> there = prover.identical(key, content.fingerprint());
      if (there.isPresent()) {
        partsPut.abandon(key, content.fingerprint());
      }
      return there;
    } catch (StoreConflictException e) {
      partsPut.abandon(key, content.fingerprint());
      throw e;
    }
  }

  @Override
  public Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected) {
    return told(
        to,
        () -> {
          requireNoVersions();
          return copying.copyIfAbsent(from, to, expected);
        });
  }

  @Override
  public Placement replaceIfDigestIs(StoreKey key, Digest seen, Content content) {
    return told(
        key,
        () -> {
          Lookup there = look(key, content.fingerprint());
          if (there.state() == Lookup.State.IDENTICAL) {
            return new Placement(StoredObject.of(key, content.fingerprint()), false, 0);
          }
          if (!there.sha256().equals(Optional.of(seen))) {
            throw new StoreConflictException(key, seen, there);
          }
          Transfer transfer = new Transfer(key, content.size(), ProgressListener.NONE);
          return wholePut.replace(address(key), key, content, transfer);
        });
  }

  @Override
  public ReadableByteChannel open(StoreKey key, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    return told(
        key,
        () -> {
          Head head =
              prover
                  .head(key)
                  .orElseThrow(() -> Texts.failure("store-missing", address(key), "HEAD"));
          if (offset + length > head.size()) {
            throw Texts.failure("store-damaged", address(key));
          }
          if (length == 0) {
            return Channels.newChannel(InputStream.nullInputStream());
          }
          long end = offset + length;
          return new ObjectChannel(
              address(key),
              from ->
                  told(
                      key,
                      () ->
                          attempts.read(
                              address(key),
                              () -> requests.get(key, head.etag(), from, end - from))),
              new long[] {offset, end},
              () -> Texts.failure("store-damaged", address(key)));
        });
  }

  @Override
  public StorePage list(String prefix, String page) {
    requireNonNull(prefix, "prefix");
    return told(
        prefix, () -> page(attempts.read(address(prefix), () -> requests.list(prefix, page))));
  }

  private StorePage page(ListObjectsV2Result listing) {
    List<StoredObject> objects = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (OSSObjectSummary summary : listing.getObjectSummaries()) {
      String name = Requests.decoded(summary.getKey());
      String key =
          name.startsWith(options.prefix()) ? name.substring(options.prefix().length()) : "";
      try {
        objects.add(StoredObject.of(StoreKey.of(key), summary.getSize()));
      } catch (HotfixException e) {
        unusable.add(name);
      }
    }
    String next = listing.getNextContinuationToken();
    return listing.isTruncated() && next != null
        ? StorePage.of(objects, unusable, next)
        : StorePage.last(objects, unusable);
  }

  @Override
  public String address(StoreKey key) {
    return address(key.value());
  }

  private String address(String key) {
    return options.address(key);
  }

  @Override
  public long partSize() {
    return options.partSize();
  }

  /** Once for a store: a bucket does not change its ways while something is published. */
  private void requireNoVersions() {
    if (bucketChecked || options.versioned()) {
      return;
    }
    String bucket = "oss://" + options.bucket();
    boolean versioned;
    try {
      versioned = attempts.read(bucket, requests::isVersioned);
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.DENIED) {
        throw Texts.failure("store-denied.versioning", bucket, refusal.detail());
      }
      throw refusal;
    }
    if (versioned) {
      throw Texts.failure("store-versioned", bucket);
    }
    bucketChecked = true;
  }

  private <T> T told(Object key, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      throw refusal.toFailure(address(key.toString()));
    }
  }

  /**
   * Close connections and end all threads. Calls that still run, and later ones, fail with {@link
   * IllegalStateException}; an upload that one of them leaves can be gone on with.
   */
  @Override
  public void close() {
    uploads.awaitAborts(Duration.ofSeconds(1));
    threads.shutdownNow();
    calls.close();
    if (!Uninterruptibles.awaitTerminationUninterruptibly(threads, Duration.ofSeconds(2))) {
      options.notices().accept(Texts.message("notice.threads-left"));
    }
  }

  /** Return where the store is, without any secret. */
  @Override
  public String toString() {
    return address("") + " (" + options.endpoint() + ")";
  }
}
