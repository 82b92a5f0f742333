package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A registry in this process, for tests: it speaks the OCI distribution specification, pull and
 * push, over HTTP/1.1 on a free port of 127.0.0.1, keeps a log of requests, and does wrong what a
 * test tells it to. By default without TLS, open to everybody, and sending blobs itself. Like
 * docker-registry 2.8 it gives a manifest only to who names its media type in Accept, and knows no
 * deletion of manifests and blobs. After {@link #close} no thread, socket or file of it is left.
 * Safe for use by several threads.
 */
public final class RegistryServer implements AutoCloseable {

  private final RegistryContent content = new RegistryContent();
  private final RegistryLog log = new RegistryLog();
  private final RegistryFaults faults = new RegistryFaults();
  private final String scheme;
  private final UploadRoutes uploads;
  private final @Nullable SocketListener storage;
  private final SocketListener registry;

  private RegistryServer(Builder builder) {
    scheme = builder.tls == null ? "http" : "https";
    uploads = new UploadRoutes(content, builder.absoluteLocations ? this::address : () -> "");
    storage = builder.redirects ? listen(new StorageRoutes(content), builder.tls) : null;
    RegistryRoutes routes = new RegistryRoutes(content, builder.auth, uploads, this::places);
    registry = listen(routes, builder.tls);
  }

  private SocketListener listen(RegistryDesk.Routes routes, @Nullable SSLContext tls) {
    RegistryRequest.Host host =
        routes instanceof StorageRoutes
            ? RegistryRequest.Host.STORAGE
            : RegistryRequest.Host.REGISTRY;
    return new SocketListener(new RegistryDesk(host, log, faults, routes), tls);
  }

  private RegistryRoutes.Places places() {
    String there = storage == null ? "" : scheme + "://localhost:" + storage.port();
    return new RegistryRoutes.Places(address(), there);
  }

  /** Start an open registry without TLS. */
  public static RegistryServer start() {
    return builder().start();
  }

  /** Return a builder of a registry. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return where it is, as references name it, such as {@code 127.0.0.1:40001}. */
  public String host() {
    return "127.0.0.1:" + registry.port();
  }

  /** Return its port. */
  public int port() {
    return registry.port();
  }

  /** Return its address, such as {@code http://127.0.0.1:40001/}. */
  public URI uri() {
    return URI.create(address() + "/");
  }

  private String address() {
    return scheme + "://" + host();
  }

  /**
   * Return a reference to an image here, such as {@code 127.0.0.1:40001/release/web:v1}.
   *
   * @param repository the repository
   * @param reference a tag or digest
   */
  public String reference(String repository, String reference) {
    return host() + "/" + repository + (reference.contains(":") ? "@" : ":") + reference;
  }

  /**
   * Add an image with all its blobs.
   *
   * @param repository where, such as {@code release/web}
   * @param tag its tag
   * @param image the image
   * @return media type, digest and size of its manifest
   */
  public Descriptor add(String repository, String tag, TinyImage image) {
    return content.add(repository, tag, image);
  }

  /**
   * Return a manifest that was added or pushed.
   *
   * @param repository where
   * @param reference a tag or digest
   */
  public Optional<RegistryContent.Manifest> manifest(String repository, String reference) {
    return content.manifest(repository, reference);
  }

  /** Return the digests of all blobs. */
  public Set<Digest> blobs() {
    return content.blobs();
  }

  /** Return what it holds. */
  public RegistryContent content() {
    return content;
  }

  /** Return what happened. */
  public RegistryLog log() {
    return log;
  }

  /** Return which requests meet a fault. */
  public RegistryFaults faults() {
    return faults;
  }

  /** Return how many connections of clients are open now, those with its storage included. */
  public int openConnections() {
    return registry.openConnections() + (storage == null ? 0 : storage.openConnections());
  }

  /**
   * Wait until no connection is open. A server learns a moment later that a client is gone.
   *
   * @param limit how long to wait
   * @throws AssertionError if one still is
   */
  public void awaitNoConnection(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (openConnections() > 0) {
      if (System.nanoTime() >= end) {
        throw new AssertionError(openConnections() + " connections are open");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Return how many uploads were started and neither finished nor cancelled. */
  public int openUploads() {
    return uploads.open();
  }

  Path uploadFolder() {
    return uploads.folder();
  }

  /**
   * Stop listening, close all connections, wait for all threads and remove what was pushed.
   *
   * @throws AssertionError if a thread does not end
   */
  @Override
  public void close() {
    try (SocketListener first = registry;
        SocketListener second = storage) {
      assert first != second;
    } finally {
      uploads.close();
    }
  }

  /** Says what kind of registry to start. */
  public static final class Builder {

    private RegistryAuth auth = RegistryAuth.none();
    private @Nullable SSLContext tls;
    private boolean redirects;
    private boolean absoluteLocations = true;

    private Builder() {}

    /**
     * Set whom it lets in.
     *
     * @param auth whom
     */
    public Builder auth(RegistryAuth auth) {
      this.auth = auth;
      return this;
    }

    /**
     * Speak TLS, storage included.
     *
     * @param context holds key and certificate
     */
    public Builder https(SSLContext context) {
      this.tls = context;
      return this;
    }

    /** Redirect who asks for a blob to a second host, {@code localhost} with another port. */
    public Builder redirectBlobs() {
      redirects = true;
      return this;
    }

    /** Give locations of uploads as paths, without scheme and host. */
    public Builder relativeLocations() {
      absoluteLocations = false;
      return this;
    }

    /** Start it. */
    public RegistryServer start() {
      return new RegistryServer(this);
    }
  }
}
