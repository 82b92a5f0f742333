package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.ImageReference;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Finds out, once for each image, what its tag stands for, and chooses for a platform. */
final class OriginResolver {

  /** A configuration up to this size stays in memory, so that it is fetched once. */
  private static final int KEPT_CONFIG = 1 << 18;

  private final ManifestSource manifests;
  private final Map<ImageReference, Tag> tags = new ConcurrentHashMap<>();

  /** An image that was found. */
  static final class Found {

    private final ResolvedImage image;
    private final ImageOrigin origin;
    private final byte @Nullable [] config;

    Found(ResolvedImage image, ImageOrigin origin, byte @Nullable [] config) {
      this.image = image;
      this.origin = origin;
      this.config = config;
    }

    ResolvedImage image() {
      return image;
    }

    ImageOrigin origin() {
      return origin;
    }

    /** Return its configuration, or null if that is large. */
    byte @Nullable [] config() {
      return config;
    }
  }

  /** One tag. What it stood for first stays, even if it moves in the registry. */
  private static final class Tag {
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<Platform, Found> found = new HashMap<>();
    private ManifestSource.@Nullable Top top;
  }

  OriginResolver(ManifestSource manifests) {
    this.manifests = manifests;
  }

  Found resolve(ImageOrigin origin, Platform platform) {
    Tag tag = tags.computeIfAbsent(origin.reference(), reference -> new Tag());
    try {
      tag.turn.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Failures.io(origin.name(), new InterruptedIOException());
    }
    try {
      Found found = tag.found.get(platform);
      if (found == null) {
        found = choose(origin, platform, tag);
        tag.found.put(platform, found);
      }
      return found;
    } finally {
      tag.turn.unlock();
    }
  }

  private Found choose(ImageOrigin origin, Platform platform, Tag tag) {
    ManifestSource.Top known = tag.top;
    ManifestSource.Top top = known == null ? manifests.tagged(origin) : known;
    Bytes bytes = new Bytes(origin, top);
    Set<String> seen = new TreeSet<>();
    LeafChoice.Leaf leaf = new ImageTree(bytes).best(top.entry(), platform, seen);
    // Only now, so that what was damaged is asked for again the next time.
    tag.top = top;
    if (leaf == null) {
      throw new HotfixException(
          Failures.PLATFORM,
          Texts.message("not-for-platform", origin.name(), platform, String.join(", ", seen)));
    }
    manifests.chosen(origin, top, leaf);
    ResolvedImage image = ImageTree.image(origin.reference(), leaf);
    return new Found(image, origin, bytes.kept(image.config()));
  }

  /** The bytes of one search. */
  private final class Bytes implements ImageTree.Blobs {

    private final ImageOrigin origin;
    private final ManifestSource.Top top;
    private final Map<Digest, byte[]> read = new HashMap<>();

    Bytes(ImageOrigin origin, ManifestSource.Top top) {
      this.origin = origin;
      this.top = top;
    }

    @Override
    public byte[] bytes(Descriptor blob, int budget) {
      if (blob.equals(top.entry().target())) {
        return top.bytes();
      }
      byte[] bytes = manifests.bytes(origin, blob, budget);
      if (bytes.length <= KEPT_CONFIG) {
        read.put(blob.digest(), bytes);
      }
      return bytes;
    }

    @Override
    public String label(Descriptor blob) {
      return origin.label(blob.digest());
    }

    byte @Nullable [] kept(Descriptor config) {
      return read.get(config.digest());
    }
  }
}
