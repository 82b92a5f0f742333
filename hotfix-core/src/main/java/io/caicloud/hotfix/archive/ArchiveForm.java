package io.caicloud.hotfix.archive;

/** How a package file is put together. */
public enum ArchiveForm {
  /** As {@link PackageWriter} writes it, with a manifest: every byte has a reason. */
  CANONICAL,
  /**
   * As people and the older tool made it: a tar file, plain or compressed, with one values file and
   * archives of {@code docker save}, without a manifest.
   */
  LEGACY
}
