package io.caicloud.hotfix.image;

import java.util.List;
import java.util.Set;

/** The media types of images that a package can hold, and of those it cannot. */
final class MediaTypes {

  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

  private static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

  private static final Set<String> INDEXES =
      Set.of(OCI_INDEX, "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Set<String> ZSTD_LAYERS =
      Set.of(OCI_LAYER + "+zstd", DOCKER_LAYER + ".zstd");
  private static final Set<String> OTHER_LAYERS =
      Set.of(OCI_LAYER, OCI_LAYER + "+gzip", DOCKER_LAYER, DOCKER_LAYER + ".gzip");

  private MediaTypes() {}

  static boolean isIndex(String type) {
    return INDEXES.contains(type);
  }

  static boolean isManifest(String type) {
    return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
  }

  /** Return whether it is a manifest of Docker's first schema, signed or not. */
  static boolean isSchema1(String type) {
    return type.startsWith("application/vnd.docker.distribution.manifest.v1+");
  }

  static boolean isConfig(String type) {
    return type.equals(OCI_CONFIG) || type.equals(DOCKER_CONFIG);
  }

  static boolean isLayer(String type) {
    return isZstd(type) || OTHER_LAYERS.contains(type);
  }

  static boolean isZstd(String type) {
    return ZSTD_LAYERS.contains(type);
  }

  /** Return what OCI calls a layer that has a type of OCI or Docker. */
  static String ociLayer(String type) {
    if (!type.startsWith(DOCKER_LAYER)) {
      return type;
    }
    return OCI_LAYER + type.substring(DOCKER_LAYER.length()).replace('.', '+');
  }

  /** Return the types of manifests and indexes that are asked for, most wanted first. */
  static List<String> accepted() {
    return List.of(
        OCI_MANIFEST,
        DOCKER_MANIFEST,
        OCI_INDEX,
        "application/vnd.docker.distribution.manifest.list.v2+json");
  }

  static boolean isDocker(String type) {
    return type.startsWith("application/vnd.docker.");
  }

  /** Return whether a layer's content stays with its publisher and may not be passed on. */
  static boolean isForeign(String type) {
    return type.contains(".nondistributable.") || type.contains(".rootfs.foreign.");
  }
}
