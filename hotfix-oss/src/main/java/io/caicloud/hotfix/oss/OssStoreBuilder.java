package io.caicloud.hotfix.oss;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Collects what an {@link OssStore} needs. Not safe to share between threads. */
public final class OssStoreBuilder {

  /** The least size of a part but the last (Aliyun OSS, "UploadPart"). */
  private static final long LEAST_PART = 100 * 1024;

  /** The SDK reads sizes of parts as 32-bit numbers. */
  private static final long MOST_PART = Integer.MAX_VALUE;

  /** The greatest number of parts (Aliyun OSS, "Multipart upload"). */
  private static final int MOST_PARTS = 10_000;

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final String bucket;
  private @Nullable String endpoint;
  private @Nullable String region;
  private @Nullable Supplier<OssCredentials> credentials;
  private String prefix = "";
  private long partSize = 8L << 20;
  private long copyAtOnce = 1L << 30;
  private int mostParts = MOST_PARTS;
  private int threads = 4;
  private Duration deadline = Duration.ofSeconds(60);
  private Pauses pauses = Pauses.USUAL;
  private Optional<X509TrustManager> trust = Optional.empty();
  private Optional<Path> journal = Optional.empty();
  private boolean plainHttp;
  private boolean ownDomain;
  private Line line = Line.USUAL;
  private boolean versioned;
  private Consumer<Message> notices = message -> {};

  OssStoreBuilder(String bucket) {
    if (!BUCKET.matcher(requireNonNull(bucket, "bucket")).matches()) {
      throw Texts.failure("oss-configuration.bucket", bucket);
    }
    this.bucket = bucket;
  }

  /**
   * Set where the service is.
   *
   * @param address a host such as {@code oss-cn-hangzhou.aliyuncs.com}, with a scheme in front or
   *     without; without, it is {@code https}
   */
  public OssStoreBuilder endpoint(String address) {
    this.endpoint = requireNonNull(address, "address").strip();
    this.ownDomain = false;
    return this;
  }

  /**
   * Set a domain that belongs to the bucket (CNAME), in place of an endpoint.
   *
   * @param host such as {@code releases.example.com}, with a scheme in front or without
   */
  public OssStoreBuilder domain(String host) {
    endpoint(host).ownDomain = true;
    return this;
  }

  /**
   * Set the region, which signatures name.
   *
   * @param id such as {@code cn-hangzhou}; {@code oss-} in front is dropped
   */
  public OssStoreBuilder region(String id) {
    String text = id.strip();
    this.region = text.startsWith("oss-") ? text.substring("oss-".length()) : text;
    return this;
  }

  /**
   * Set the access key.
   *
   * @param key the access key
   */
  public OssStoreBuilder credentials(OssCredentials key) {
    requireNonNull(key, "key");
    return credentials(() -> key);
  }

  /**
   * Set where access keys come from: asked at every request and by several threads at once, so that
   * a key which ends can be followed by another.
   *
   * @param source gives the access key that is good now
   */
  public OssStoreBuilder credentials(Supplier<OssCredentials> source) {
    this.credentials = requireNonNull(source, "source");
    return this;
  }

  /**
   * Set endpoint, region and access key as a profile has them.
   *
   * @param profile the profile
   */
  public OssStoreBuilder profile(OssProfile profile) {
    String host = profile.endpoint(bucket);
    return (profile.isDomain(bucket) ? domain(host) : endpoint(host))
        .region(profile.region())
        .credentials(profile.credentials());
  }

  /**
   * Set a folder in the bucket that all keys are in.
   *
   * @param folder parts joined by slashes; empty for none
   */
  public OssStoreBuilder prefix(String folder) {
    this.prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    return this;
  }

  /**
   * Set the size of the parts in which large objects are sent; smaller ones go with one request.
   *
   * @param bytes from 100 KB to 2 GB; 8 MB if not set
   */
  public OssStoreBuilder partSize(long bytes) {
    if (bytes < LEAST_PART || bytes > MOST_PART) {
      throw new IllegalArgumentException(
          "a part has " + LEAST_PART + " to " + MOST_PART + " bytes, not " + bytes);
    }
    this.partSize = bytes;
    return this;
  }

  /** Send and copy in parts of any size, for tests. */
  OssStoreBuilder smallParts(long bytes, int most) {
    this.partSize = bytes;
    this.copyAtOnce = bytes;
    this.mostParts = most;
    return this;
  }

  /** Set what is expected of the network, for tests. */
  OssStoreBuilder line(Line expected) {
    this.line = expected;
    return this;
  }

  /**
   * Set how many parts of an object are sent at once.
   *
   * @param count from 1 to 64; 4 if not set
   */
  public OssStoreBuilder threads(int count) {
    if (count < 1 || count > 64) {
      throw new IllegalArgumentException("1 to 64 threads, not " + count);
    }
    this.threads = count;
    return this;
  }

  /**
   * Set how long a request may take: this, and a second for each 64 KB of its body.
   *
   * @param time at least 100 milliseconds; a minute if not set
   */
  public OssStoreBuilder deadline(Duration time) {
    if (time.toMillis() < 100 || time.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a deadline of " + time);
    }
    this.deadline = time;
    return this;
  }

  /**
   * Set how often a request is tried that failed for a passing reason, or without an answer.
   *
   * @param count how often, at least once; 6 if not set
   * @param first the longest time before the second try; doubled for each further one, up to 15
   *     seconds
   */
  public OssStoreBuilder attempts(int count, Duration first) {
    if (count < 1 || first.isNegative()) {
      throw new IllegalArgumentException(count + " attempts, " + first);
    }
    this.pauses = new Pauses(count, first, Pauses.USUAL.most());
    return this;
  }

  /**
   * Set a folder for journals, so that the next process goes on with an upload that was stopped.
   * Without one, an upload that is stopped begins anew.
   *
   * @param folder the folder; made when it is needed
   */
  public OssStoreBuilder journal(Path folder) {
    this.journal = Optional.of(folder);
    return this;
  }

  /**
   * Set whom to trust instead of the authorities that the Java platform knows.
   *
   * @param manager who judges certificates
   */
  public OssStoreBuilder trust(X509TrustManager manager) {
    this.trust = Optional.of(manager);
    return this;
  }

  /** Allow an endpoint without TLS that is not on this machine. Keys and data can then be read. */
  public OssStoreBuilder allowPlainHttp() {
    this.plainHttp = true;
    return this;
  }

  /**
   * Accept a bucket with versioning. There OSS ignores that overwriting is forbidden: of two who
   * publish other bytes under one key at once, the later hides the earlier, and nobody is told.
   */
  public OssStoreBuilder allowVersioning() {
    this.versioned = true;
    return this;
  }

  /**
   * Set who is told what is worth knowing: an upload that is gone on with, or begun anew and why.
   *
   * @param listener called by the threads that use the store
   */
  public OssStoreBuilder notices(Consumer<Message> listener) {
    this.notices = requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Open the store. Nothing is sent yet.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code oss-configuration} if
   *     endpoint, region or access key are missing or cannot be used
   */
  public OssStore build() {
    if (region == null || !REGION.matcher(region).matches()) {
      throw Texts.failure("oss-configuration.region", String.valueOf(region));
    }
    if (credentials == null) {
      throw Texts.failure("oss-configuration.credentials");
    }
    return new OssStore(
        new OssOptions(
            Endpoint.parse(endpoint == null ? "" : endpoint, ownDomain, plainHttp),
            region,
            bucket,
            prefix,
            credentials,
            partSize,
            copyAtOnce,
            mostParts,
            threads,
            deadline,
            pauses,
            trust,
            journal,
            versioned,
            notices,
            line));
  }
}
