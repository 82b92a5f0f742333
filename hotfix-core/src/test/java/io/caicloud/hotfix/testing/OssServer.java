package io.caicloud.hotfix.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An Aliyun OSS in this process, for tests: it speaks OSS's protocol over HTTP/1.1 on a free port
 * of 127.0.0.1, lets in only who signed with version 4, keeps a log of requests, and does wrong
 * what a test tells it to. By default without TLS, in the region {@code cn-hangzhou}, with the
 * bucket {@code release}, keeping small objects in memory and others in files. Buckets are found in
 * the path, and in the host where that begins with one, also in the target of a request to a proxy.
 * After {@link #close} no thread, socket or file of it is left. Safe for use by several threads.
 */
public final class OssServer implements AutoCloseable {

  private final Map<String, OssBucket> buckets = new LinkedHashMap<>();
  private final OssCredential credential =
      OssCredential.of("LTAI-of-tests", "secret-" + UUID.randomUUID());
  private final OssLog log = new OssLog();
  private final OssFaults faults = new OssFaults();
  private final AtomicReference<Duration> skew = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock;
  private final String scheme;
  private final String region;
  private final OssVault vault;
  private final OssAuth auth;
  private final SocketListener listener;

  private OssServer(Builder builder) {
    clock = () -> builder.clock.instant().plus(skew.get());
    scheme = builder.tls == null ? "http" : "https";
    region = builder.region;
    vault = new OssVault(builder.discards);
    for (String name : builder.buckets) {
      buckets.put(name, new OssBucket(name, vault, clock));
    }
    auth = new OssAuth(region, clock);
    auth.add(credential);
    OssMultipartRoutes.Tools tools =
        new OssMultipartRoutes.Tools(vault, clock, builder.smallestPart);
    OssDesk.Parts parts = new OssDesk.Parts(auth, log, faults, clock);
    OssRoutes routes = new OssRoutes(buckets, region, tools);
    listener = new SocketListener(new OssDesk(buckets.keySet(), routes, parts), builder.tls);
  }

  /** Start one without TLS. */
  public static OssServer start() {
    return builder().start();
  }

  /** Return a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return its address, such as {@code http://127.0.0.1:40001}. */
  public URI endpoint() {
    return URI.create(scheme + "://127.0.0.1:" + port());
  }

  /** Return its port. */
  public int port() {
    return listener.port();
  }

  /** Return the region that requests have to be signed for. */
  public String region() {
    return region;
  }

  /** Return a credential that may do everything and never ends. */
  public OssCredential credential() {
    return credential;
  }

  /** Return a new credential that may only read. */
  public OssCredential readOnlyCredential() {
    return let(OssCredential.of("reader-" + UUID.randomUUID(), newSecret()).readOnly());
  }

  /**
   * Return a new credential with a token, as STS gives them out.
   *
   * @param lifetime how long it is good for by the server's clock; it may be over
   */
  public OssCredential temporaryCredential(Duration lifetime) {
    Instant end = clock.instant().plus(lifetime);
    String token = "token-" + UUID.randomUUID();
    return let(OssCredential.of("STS." + UUID.randomUUID(), newSecret()).withToken(token, end));
  }

  private static String newSecret() {
    return "secret-" + UUID.randomUUID();
  }

  /**
   * Let somebody in.
   *
   * @param other who
   * @return the same
   */
  public OssCredential let(OssCredential other) {
    auth.add(other);
    return other;
  }

  /**
   * Let somebody's time be over, so that requests are answered with SecurityTokenExpired.
   *
   * @param other who
   */
  public void expire(OssCredential other) {
    auth.add(other.withToken(other.securityToken(), Instant.MIN));
  }

  /**
   * Let somebody no longer in, so that requests are answered with InvalidAccessKeyId.
   *
   * @param other who
   */
  public void remove(OssCredential other) {
    auth.remove(other);
  }

  /** Return the first bucket. */
  public OssBucket bucket() {
    return buckets.values().iterator().next();
  }

  /**
   * Return a bucket.
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none
   */
  public OssBucket bucket(String name) {
    OssBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new IllegalArgumentException("no bucket " + name + " but " + buckets.keySet());
    }
    return bucket;
  }

  /** Return what happened. */
  public OssLog log() {
    return log;
  }

  /** Return which requests meet a fault. */
  public OssFaults faults() {
    return faults;
  }

  /**
   * Set the server's clock.
   *
   * @param ahead how much it is ahead of what it was built with; negative if behind
   */
  public void clockAhead(Duration ahead) {
    skew.set(ahead);
  }

  /** Return how many connections of clients are open now. */
  public int openConnections() {
    return listener.openConnections();
  }

  Path folder() {
    return vault.folder();
  }

  /**
   * Stop listening, close all connections, wait for all threads and remove all objects.
   *
   * @throws AssertionError if a thread does not end
   */
  @Override
  public void close() {
    faults.end();
    try (vault) {
      listener.close();
    }
  }

  /** Says what kind of OSS to start. */
  public static final class Builder {

    private String[] buckets = {"release"};
    private String region = "cn-hangzhou";
    private InstantSource clock = InstantSource.system();
    private @Nullable SSLContext tls;
    private boolean discards;
    private long smallestPart = 100 * 1024;

    private Builder() {}

    /**
     * Set the buckets.
     *
     * @param names their names
     */
    public Builder buckets(String... names) {
      buckets = names.clone();
      return this;
    }

    /**
     * Set the region.
     *
     * @param name its name, such as {@code cn-beijing}
     */
    public Builder region(String name) {
      region = name;
      return this;
    }

    /**
     * Set the clock.
     *
     * @param time tells the time
     */
    public Builder clock(InstantSource time) {
      clock = time;
      return this;
    }

    /**
     * Speak TLS.
     *
     * @param context holds key and certificate
     */
    public Builder https(SSLContext context) {
      tls = context;
      return this;
    }

    /**
     * Compute sums of what is uploaded but keep no bytes of bodies above 64 KiB, for measurements.
     * Reading such objects is answered with NotImplemented.
     */
    public Builder discardBytes() {
      discards = true;
      return this;
    }

    /**
     * Set the size that all parts but the last must have; that of OSS is 100 KiB.
     *
     * @param bytes how many
     */
    public Builder smallestPart(long bytes) {
      smallestPart = bytes;
      return this;
    }

    /** Start it. */
    public OssServer start() {
      return new OssServer(this);
    }
  }
}
