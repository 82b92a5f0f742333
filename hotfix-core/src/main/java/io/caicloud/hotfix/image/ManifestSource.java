package io.caicloud.hotfix.image;

/** Where the manifests of images with a known origin come from. Safe for use by several threads. */
interface ManifestSource {

  /** What a tag stands for. */
  final class Top {

    private final ImageIndex.Entry entry;
    private final byte[] bytes;

    Top(ImageIndex.Entry entry, byte[] bytes) {
      this.entry = entry;
      this.bytes = bytes;
    }

    /** Return the manifest or index. */
    ImageIndex.Entry entry() {
      return entry;
    }

    /** Return its bytes, of the right digest. */
    byte[] bytes() {
      return bytes;
    }
  }

  /**
   * Return what a tag stands for.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code image-missing} if there is
   *     no such tag
   */
  Top tagged(ImageOrigin origin);

  /** Return the bytes behind a tag: of manifests, indexes and configurations. */
  byte[] bytes(ImageOrigin origin, Descriptor blob, int budget);

  /** Take note of what was chosen, so that it is there the next time. */
  void chosen(ImageOrigin origin, Top top, LeafChoice.Leaf leaf);
}
