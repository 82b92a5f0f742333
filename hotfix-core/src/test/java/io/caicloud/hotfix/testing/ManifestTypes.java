package io.caicloud.hotfix.testing;

/** Media types of manifests. */
final class ManifestTypes {

  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";

  private ManifestTypes() {}

  static String indexFor(String manifestType) {
    return manifestType.equals(DOCKER_MANIFEST) ? DOCKER_LIST : OCI_INDEX;
  }
}
