package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.PackageName;
import java.nio.file.Path;

/**
 * A package that lies complete in a folder.
 *
 * @param path the file
 * @param size the number of its bytes
 * @param manifest what is in it
 */
public record HotfixPackage(Path path, long size, PackageManifest manifest) {

  /** Checks that all are there. */
  public HotfixPackage {
    requireNonNull(path, "path");
    requireNonNull(manifest, "manifest");
  }

  /** Return the package's name. */
  public PackageName name() {
    return manifest.name();
  }
}
