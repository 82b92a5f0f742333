package io.caicloud.hotfix.testing;

/** How the tar of a layer is kept. */
public enum LayerForm {
  /** Compressed with gzip, as registries have it. */
  GZIP,
  /** As it is, the way {@code docker save} writes it. */
  PLAIN
}
