package io.caicloud.hotfix.image;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same image under an OCI manifest: skopeo finds no others by name in a layout, and writes the
 * same when it copies such an image there.
 */
final class OciTwin {

  private static final JsonMapper JSON = JsonMapper.shared();

  private OciTwin() {}

  /** Return the OCI manifest of an image that has Docker's. */
  static byte[] of(ImageManifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
    put(root.putObject("config"), manifest.config(), MediaTypes.OCI_CONFIG);
    ArrayNode layers = root.putArray("layers");
    for (Descriptor layer : manifest.layers()) {
      put(layers.addObject(), layer, MediaTypes.ociLayer(layer.mediaType()));
    }
    return JSON.writeValueAsBytes(root);
  }

  private static void put(ObjectNode node, Descriptor descriptor, String type) {
    node.put("mediaType", type);
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
  }
}
