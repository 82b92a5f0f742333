package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every place in a package, as a function of its manifest alone. The writer knows the small files'
 * bytes already; the reader takes them for blobs, and checks them against their digests.
 */
final class PackageSkeleton {

  private static final String NO_CRC = "00000000";
  private static final long LATEST_TIME = (1L << 33) - 1;

  private final PackageManifest manifest;
  private final List<ImageArchive> archives = new ArrayList<>();
  private final TarLayout tar = new TarLayout();

  /**
   * Bytes that are known before the package is read.
   *
   * @param imageManifests those of each image's manifest
   * @param values those of the values file
   */
  record Known(List<Supplier<byte[]>> imageManifests, Supplier<byte[]> values) {}

  /** Lay out a package; sizes and CRCs of image archives in the manifest are not looked at. */
  PackageSkeleton(PackageManifest manifest, @Nullable Known known) {
    this.manifest = manifest;
    String folder = folder(manifest);
    for (ManifestImage image : manifest.images()) {
      int number = archives.size();
      ImageArchive archive =
          new ImageArchive(
              number, image, known == null ? null : known.imageManifests().get(number));
      archives.add(archive);
      tar.add(folder + image.file(), new TarContent.Nested(archive));
    }
    for (ManifestFile file : manifest.files()) {
      tar.add(
          folder + file.path(),
          known == null
              ? new TarContent.Blob(new Descriptor("", file.sha256(), file.size()))
              : new TarContent.Literal(file.size(), known.values()));
    }
    long size = manifestWith(archives.stream().map(archive -> NO_CRC).toList()).bytes().length;
    tar.add(folder + PackageManifest.NAME, new TarContent.Manifest(size));
  }

  /** Return what the names of entries start with: the top folder and a slash, or nothing. */
  static String folder(PackageManifest manifest) {
    return manifest.layout() == PackageLayout.FLAT ? "" : manifest.name().topFolder() + "/";
  }

  TarLayout tar() {
    return tar;
  }

  StoredGzip gzip() {
    return new StoredGzip(tar.size());
  }

  List<PackageEntry> entries() {
    return tar.slots().stream()
        .map(slot -> new PackageEntry(slot.name(), slot.content().size(), slot.dataOffset()))
        .toList();
  }

  /**
   * Return the time of every entry in seconds since 1970: the hotfix's date, 00:00 UTC, kept within
   * what a tar header can say.
   */
  long time() {
    long seconds = manifest.facts().date().value().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return Math.max(0, Math.min(LATEST_TIME, seconds));
  }

  static String crc(int crc) {
    return HexFormat.of().toHexDigits(crc);
  }

  /** Return the manifest with sizes of the image archives, and these CRCs. */
  PackageManifest manifestWith(List<String> crcs) {
    List<ManifestImage> images = new ArrayList<>();
    for (ImageArchive archive : archives) {
      String crc = crcs.get(archive.number());
      images.add(archive.image().withArchive(archive.gzip().size(), crc));
    }
    return new PackageManifest(
        manifest.name(),
        manifest.layout(),
        manifest.facts(),
        manifest.evidence(),
        images,
        manifest.imagesAtSite(),
        manifest.files());
  }
}
