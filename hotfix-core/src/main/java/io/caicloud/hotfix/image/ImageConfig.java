package io.caicloud.hotfix.image;

import java.util.List;

/**
 * What matters of an image's configuration (OCI image specification, "Image Configuration").
 *
 * @param platform what the image is for
 * @param diffIds the digests of the uncompressed layers, lowest first
 */
record ImageConfig(Platform platform, List<Digest> diffIds) {

  /** The largest configuration that is read. */
  static final int BUDGET = 8 << 20;

  static ImageConfig read(byte[] bytes, String label) {
    JsonPart root = JsonPart.parse(bytes, label);
    List<Digest> diffIds =
        root.object("rootfs").map(rootfs -> rootfs.texts("diff_ids")).orElse(List.of()).stream()
            .map(text -> ImageManifest.digest(text, label))
            .toList();
    return new ImageConfig(platform(root), diffIds);
  }

  /** Read a platform as configurations and indexes write it. */
  static Platform platform(JsonPart part) {
    String variant = part.text("variant").filter(text -> !text.isEmpty()).orElse(null);
    return new Platform(part.requiredText("os"), part.requiredText("architecture"), variant);
  }

  /** Check that there is one layer for each difference. */
  void checkLayers(int layers, String label) {
    if (layers != diffIds.size()) {
      throw Failures.damaged("layer-count", label, diffIds.size(), layers);
    }
  }
}
