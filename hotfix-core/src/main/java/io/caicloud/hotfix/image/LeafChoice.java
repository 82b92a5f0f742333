package io.caicloud.hotfix.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the images of an index the one for a platform: the best of those that the index
 * says a platform of, and only when none suits, of those it says nothing about. What the image's
 * configuration says has the last word.
 */
final class LeafChoice {

  /** An image that was read. */
  static final class Leaf {

    private final Descriptor target;
    private final byte[] bytes;
    private final ImageManifest manifest;
    private final ImageConfig config;

    Leaf(Descriptor target, byte[] bytes, ImageManifest manifest, ImageConfig config) {
      this.target = target;
      this.bytes = bytes;
      this.manifest = manifest;
      this.config = config;
    }

    Descriptor target() {
      return target;
    }

    byte[] bytes() {
      return bytes;
    }

    ImageManifest manifest() {
      return manifest;
    }

    ImageConfig config() {
      return config;
    }
  }

  private record Offered(ImageIndex.Entry entry, Supplier<Leaf> load) {}

  private final Platform wanted;
  private final List<Offered> declared = new ArrayList<>();
  private final List<Offered> undeclared = new ArrayList<>();

  LeafChoice(Platform wanted) {
    this.wanted = wanted;
  }

  void offer(ImageIndex.Entry entry, Supplier<Leaf> load) {
    (entry.platform() == null ? undeclared : declared).add(new Offered(entry, load));
  }

  /** Return the best image, or null if none suits and {@code seen} has what there is. */
  @Nullable Leaf best(Set<String> seen) {
    Leaf best = bestDeclared(seen);
    return best == null ? bestUndeclared(seen) : best;
  }

  private @Nullable Leaf bestDeclared(Set<String> seen) {
    Offered best = null;
    int bestFit = PlatformFit.NONE;
    for (Offered offered : declared) {
      Platform platform = offered.entry().platform();
      int fit = platform == null ? PlatformFit.NONE : PlatformFit.of(wanted, platform);
      seen.add(String.valueOf(platform));
      if (fit < bestFit) {
        best = offered;
        bestFit = fit;
      }
    }
    if (best == null || best.entry().platform() == null) {
      return null;
    }
    Leaf leaf = best.load().get();
    Platform actual = leaf.config().platform();
    if (!PlatformFit.agree(best.entry().platform(), actual)) {
      throw Failures.damaged(
          "platform-contradiction",
          leaf.target().digest(),
          best.entry().platform(),
          leaf.manifest().config().digest(),
          actual);
    }
    return leaf;
  }

  private @Nullable Leaf bestUndeclared(Set<String> seen) {
    Leaf best = null;
    int bestFit = PlatformFit.NONE;
    for (Offered offered : undeclared) {
      Leaf leaf = offered.load().get();
      Platform platform = leaf.config().platform();
      int fit = PlatformFit.of(wanted, platform);
      seen.add(platform.toString());
      if (fit < bestFit) {
        best = leaf;
        bestFit = fit;
      }
    }
    return best;
  }
}
