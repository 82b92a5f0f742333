package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image for a platform below an entry, which is an image, or an index of images and
 * indexes. For one search.
 */
final class ImageTree {

  private static final int DEEPEST_INDEX = 4;
  private static final int MOST_INDEXES = 100;

  private final Blobs blobs;
  private int indexes;

  /** Where manifests, indexes and configurations come from. */
  interface Blobs {

    /** Return bytes of the right size and digest. */
    byte[] bytes(Descriptor blob, int budget);

    /** Return what to call the bytes in messages. */
    String label(Descriptor blob);
  }

  ImageTree(Blobs blobs) {
    this.blobs = blobs;
  }

  /**
   * Return the image that suits best, or null if none does.
   *
   * @param seen receives the platforms there are, if none suits
   */
  LeafChoice.@Nullable Leaf best(ImageIndex.Entry root, Platform platform, Set<String> seen) {
    List<ImageIndex.Entry> leaves = new ArrayList<>();
    collect(root, 0, leaves);
    LeafChoice choice = new LeafChoice(platform);
    for (ImageIndex.Entry leaf : leaves) {
      choice.offer(leaf, () -> load(leaf));
    }
    return choice.best(seen);
  }

  static ResolvedImage image(ImageReference reference, LeafChoice.Leaf leaf) {
    return new ResolvedImage(
        reference,
        leaf.config().platform(),
        leaf.target(),
        leaf.bytes(),
        leaf.manifest().config(),
        leaf.manifest().layers());
  }

  private void collect(ImageIndex.Entry from, int depth, List<ImageIndex.Entry> leaves) {
    Descriptor target = from.target();
    if (!MediaTypes.isIndex(target.mediaType())) {
      leaves.add(from);
      return;
    }
    String label = blobs.label(target);
    if (depth == DEEPEST_INDEX || ++indexes > MOST_INDEXES) {
      throw Failures.damaged("nested-too-deep", label, DEEPEST_INDEX, MOST_INDEXES);
    }
    byte[] bytes = blobs.bytes(target, ImageManifest.BUDGET);
    for (ImageIndex.Entry inner : ImageIndex.read(bytes, label).entries()) {
      collect(inner, depth + 1, leaves);
    }
  }

  private LeafChoice.Leaf load(ImageIndex.Entry leaf) {
    byte[] bytes = blobs.bytes(leaf.target(), ImageManifest.BUDGET);
    ImageManifest manifest = ImageManifest.read(bytes, leaf.target(), blobs.label(leaf.target()));
    String label = blobs.label(manifest.config());
    byte[] json = blobs.bytes(manifest.config(), ImageConfig.BUDGET);
    ImageConfig config = ImageConfig.read(json, label);
    config.checkLayers(manifest.layers().size(), label);
    return new LeafChoice.Leaf(leaf.target(), bytes, manifest, config);
  }
}
