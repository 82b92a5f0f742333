package io.caicloud.hotfix.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a manifest says (OCI image specification, "Image Manifest"; Docker's manifest schema 2).
 *
 * @param config the configuration
 * @param layers the layers, lowest first
 */
record ImageManifest(Descriptor config, List<Descriptor> layers) {

  /** The largest manifest or index that is read, as registries limit them. */
  static final int BUDGET = 4 << 20;

  private static final int MOST_LAYERS = 1000;
  private static final long LARGEST_BLOB = 1L << 40;

  /** Read a manifest that was found under a descriptor. */
  static ImageManifest read(byte[] bytes, Descriptor expected, String label) {
    JsonPart root = JsonPart.parse(bytes, label);
    checkKind(root, expected.mediaType(), label);
    Descriptor config = descriptor(root.requiredObject("config"));
    if (!MediaTypes.isConfig(config.mediaType())) {
      throw Failures.unsupported("not-an-image", label, config.mediaType());
    }
    List<Descriptor> layers = new ArrayList<>();
    for (JsonPart layer : root.objects("layers")) {
      layers.add(layer(layer));
    }
    if (layers.size() > MOST_LAYERS) {
      throw Failures.damaged("too-many-layers", label, layers.size(), MOST_LAYERS);
    }
    checkSizes(config, layers, label);
    return new ImageManifest(config, List.copyOf(layers));
  }

  private static void checkKind(JsonPart root, String expected, String label) {
    String type = root.text("mediaType").orElse(expected);
    if (MediaTypes.isSchema1(type)
        || (root.has("schemaVersion") && root.requiredCount("schemaVersion") == 1)) {
      throw Failures.unsupported("schema-1", label);
    }
    if (!MediaTypes.isManifest(type)) {
      throw Failures.unsupported("unknown-manifest", label, type);
    }
    if (!type.equals(expected) || root.has("manifests")) {
      throw Failures.damaged("two-kinds", label, expected, type);
    }
  }

  private static Descriptor layer(JsonPart part) {
    Descriptor layer = descriptor(part);
    if (MediaTypes.isForeign(layer.mediaType()) || !part.texts("urls").isEmpty()) {
      throw Failures.unsupported("foreign-layer", part.label(), layer.digest());
    }
    if (!MediaTypes.isLayer(layer.mediaType())) {
      throw Failures.unsupported("unknown-layer", part.label(), layer.digest(), layer.mediaType());
    }
    return layer;
  }

  private static void checkSizes(Descriptor config, List<Descriptor> layers, String label) {
    Map<Digest, Long> sizes = new HashMap<>();
    sizes.put(config.digest(), config.size());
    for (Descriptor layer : layers) {
      Long other = sizes.putIfAbsent(layer.digest(), layer.size());
      if (other != null && other != layer.size()) {
        throw Failures.damaged("two-sizes", label, layer.digest(), other, layer.size());
      }
    }
  }

  /** Read a descriptor whose digest must be SHA-256. */
  static Descriptor descriptor(JsonPart part) {
    String digest = part.requiredText("digest");
    long size = part.requiredCount("size");
    if (size > LARGEST_BLOB) {
      throw Failures.damaged("too-large", part.label() + " " + digest, size, LARGEST_BLOB);
    }
    return new Descriptor(part.requiredText("mediaType"), digest(digest, part.label()), size);
  }

  /** Parse a digest from a hostile file. */
  static Digest digest(String text, String label) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failures.unsupported("bad-digest", label, text);
    }
  }
}
