package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A package file of one form, its list of entries read. */
sealed interface OpenedPackage permits CanonicalPackage, LegacyPackage {

  List<PackageEntry> entries();

  Optional<PackageManifest> manifest();

  PackageLayout layout();

  /** Return the full name of the values file, or nothing if there is not exactly one. */
  Optional<String> valuesEntry();

  byte[] values() throws IOException;

  List<Finding> verify() throws IOException;
}
