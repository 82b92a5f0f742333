package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;

/**
 * What the manifest of a package says about one image archive.
 *
 * @param file the archive's name, without the top folder
 * @param size the number of its bytes
 * @param crc32 its CRC-32 in eight lower-case hexadecimal digits
 * @param reference the image as values name it
 * @param target the tag inside the archive
 * @param platform what the image is for
 * @param manifest the image's manifest
 * @param config the image's configuration; its digest is Docker's image id
 * @param layers the layers, lowest first
 */
public record ManifestImage(
    String file,
    long size,
    String crc32,
    ImageReference reference,
    String target,
    Platform platform,
    Descriptor manifest,
    Descriptor config,
    List<Descriptor> layers) {

  /** Checks that all are there, and copies the layers. */
  public ManifestImage {
    requireNonNull(file, "file");
    requireNonNull(crc32, "crc32");
    requireNonNull(reference, "reference");
    requireNonNull(target, "target");
    requireNonNull(platform, "platform");
    requireNonNull(manifest, "manifest");
    requireNonNull(config, "config");
    layers = List.copyOf(layers);
  }

  /** Return the same image in an archive of this size and CRC. */
  ManifestImage withArchive(long archiveSize, String archiveCrc32) {
    return new ManifestImage(
        file, archiveSize, archiveCrc32, reference, target, platform, manifest, config, layers);
  }
}
