package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.spec.ImageReference;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The images of registries: those of each placeholder from one project of one registry.
 *
 * <p>Defaults: no project, so one must be given for each placeholder that is used; {@link
 * RegistryAccess#anonymous}; no cache; warnings go to the logger of this package.
 *
 * <p>What a tag stands for is asked once and stays, even if the tag moves in the registry. Every
 * manifest, configuration and layer is checked against its digest on the way, and what breaks off
 * is continued where it ended. With a cache, layers are kept there while they are read, and read
 * from there the next time. Without one, layers go straight to the reader; only those that several
 * images share, or that are opened again, are kept in a temporary folder until this is closed.
 *
 * <p>A cache that cannot be written, because the disk is full or it is not ours, does not stop
 * anything: that is a warning, and the rest is done without. Safe for use by several threads; it
 * has none of its own.
 */
public final class RegistryImages implements ImageSource {

  private final SourceProjects projects;
  private final @Nullable RegistryHttp http;
  private final @Nullable Downloads downloads;
  private final @Nullable CacheUse cache;
  private final ScratchFolder scratch;
  private final OriginResolver resolver;
  private final Map<ResolvedImage, OriginResolver.Found> resolved = new ConcurrentHashMap<>();
  private final Map<Digest, Integer> uses = new ConcurrentHashMap<>();
  private final Set<OpenBlob> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private RegistryImages(Builder builder) {
    projects = new SourceProjects(builder.projects);
    BlobCache given = builder.cache;
    cache = given == null ? null : new CacheUse(given, builder.warnings);
    scratch = new ScratchFolder(builder.temporary, builder.warnings);
    if (builder.offline) {
      http = null;
      downloads = null;
      resolver = new OriginResolver(new CachedManifests(requireNonNull(cache, "cache")));
    } else {
      RegistryHttp client = builder.access.open();
      http = client;
      downloads = new Downloads(client);
      resolver = new OriginResolver(new RemoteManifests(client, cache));
    }
  }

  /** Return a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Ask the registry, or offline the cache, for an image.
   *
   * @param reference the image as values name it
   * @param platform what it must be for
   * @throws HotfixException as {@link ImageSource#resolve}; also with code {@code
   *     registry-unauthorized} if the credentials do not suffice, {@code registry-unreachable} if
   *     there is no connection, {@code registry-answer} if an answer makes no sense, {@code
   *     registry-config} if credentials cannot be had
   * @throws IllegalStateException if this source is closed
   */
  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    requireNonNull(reference, "reference");
    requireNonNull(platform, "platform");
    checkOpen();
    ImageOrigin origin = projects.origin(reference);
    OriginResolver.Found found;
    try {
      found = resolver.resolve(origin, platform);
    } catch (HotfixException e) {
      throw origin.about(e);
    }
    if (resolved.putIfAbsent(found.image(), found) == null) {
      if (cache != null) {
        cache.hold(found.image());
      }
      count(found.image());
    }
    return found.image();
  }

  @Override
  public void expectAgain(ResolvedImage image) {
    if (resolved.containsKey(image)) {
      count(image);
    }
  }

  private void count(ResolvedImage image) {
    image.layers().stream()
        .map(Descriptor::digest)
        .distinct()
        .forEach(digest -> uses.merge(digest, 1, Integer::sum));
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    checkOpen();
    OriginResolver.Found found = resolved.get(image);
    if (found == null) {
      throw new IllegalArgumentException("not resolved by this source: " + image);
    }
    if (!blob.equals(image.config()) && !image.layers().contains(blob)) {
      throw new IllegalArgumentException("not a blob of " + image + ": " + blob.digest());
    }
    BlobBytes bytes;
    try {
      bytes = bytes(found, blob);
    } catch (HotfixException e) {
      throw found.origin().about(blob, e);
    }
    OpenBlob channel = new OpenBlob(found.origin(), blob, bytes, open::remove);
    open.add(channel);
    if (closed) {
      end(channel);
    }
    checkOpen();
    return channel;
  }

  private BlobBytes bytes(OriginResolver.Found found, Descriptor blob) {
    byte[] config = found.config();
    if (config != null && blob.equals(found.image().config())) {
      return BlobBytes.of(config);
    }
    boolean again = uses.merge(blob.digest(), 1, Integer::sum) > 2;
    CacheUse store = cache == null && again ? scratch.use() : cache;
    ImageOrigin origin = found.origin();
    FileChannel file = store == null ? null : store.open(blob);
    if (file != null) {
      return BlobBytes.of(file, blob.size(), origin.label(blob.digest()));
    }
    if (downloads == null) {
      throw new CachedManifests(requireNonNull(store, "cache")).missing(blob);
    }
    return store == null ? downloads.direct(origin, blob) : downloads.kept(origin, blob, store);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the image source is closed");
    }
  }

  /** End all transfers and remove what was kept for this source only. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (http != null) {
      http.close();
    }
    open.forEach(RegistryImages::end);
    if (cache != null) {
      cache.end();
    }
    scratch.delete();
  }

  private static void end(OpenBlob channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nobody reads it any more.
    }
  }

  /** Return the projects. */
  @Override
  public String toString() {
    return projects.toString();
  }

  /** Collects what differs from the defaults. Not safe for use by several threads. */
  public static final class Builder {

    private static final Set<String> PLACEHOLDERS =
        Set.of(ImageReference.RELEASE, ImageReference.LIBRARY);

    private final Map<String, Repository> projects = new HashMap<>();
    private RegistryAccess access = RegistryAccess.anonymous();
    private @Nullable BlobCache cache;
    private @Nullable Path temporary;
    private boolean offline;
    private Consumer<Message> warnings =
        message ->
            System.getLogger("io.caicloud.hotfix.image")
                .log(System.Logger.Level.WARNING, message.toString());

    private Builder() {}

    /**
     * Take the images of a placeholder from a project.
     *
     * @param placeholder {@code registry_release} or {@code registry_library}
     * @param source the registry and the project, such as {@code
     *     cargo-infra.caicloud.xyz/devops_release}
     * @throws IllegalArgumentException if there is no such placeholder
     * @throws HotfixException with code {@code invalid-project} if the source has another form
     */
    public Builder project(String placeholder, String source) {
      if (!PLACEHOLDERS.contains(placeholder)) {
        throw new IllegalArgumentException("no such placeholder: " + placeholder);
      }
      projects.put(placeholder, SourceProjects.parse(source));
      return this;
    }

    /**
     * Reach the registries in this way.
     *
     * @param registryAccess the way
     */
    public Builder access(RegistryAccess registryAccess) {
      this.access = requireNonNull(registryAccess, "registryAccess");
      return this;
    }

    /**
     * Keep what was fetched.
     *
     * @param blobCache the cache
     */
    public Builder cache(BlobCache blobCache) {
      this.cache = requireNonNull(blobCache, "blobCache");
      return this;
    }

    /**
     * Say whether to do with what the cache has, and never use the network.
     *
     * @param cacheOnly true for the cache only
     */
    public Builder offline(boolean cacheOnly) {
      this.offline = cacheOnly;
      return this;
    }

    /**
     * Put layers that several images share here until the source is closed, if there is no cache.
     *
     * @param folder an existing folder; by default that of {@code java.io.tmpdir}
     */
    public Builder temporary(Path folder) {
      this.temporary = requireNonNull(folder, "folder");
      return this;
    }

    /**
     * Tell somebody what does not stop the work, such as that the cache cannot be written.
     *
     * @param listener is called from any thread, several at once
     */
    public Builder warnings(Consumer<Message> listener) {
      this.warnings = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Return the source.
     *
     * @throws IllegalStateException if it is to be offline without a cache
     * @throws HotfixException with code {@code registry-config} if a file of the access cannot be
     *     read
     */
    public RegistryImages build() {
      if (offline && cache == null) {
        throw new IllegalStateException("offline needs a cache");
      }
      return new RegistryImages(this);
    }
  }
}
