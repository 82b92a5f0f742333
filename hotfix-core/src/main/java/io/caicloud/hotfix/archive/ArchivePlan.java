package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.PackageName;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The layout of a package: every name, size and offset down to the last byte, as a function of its
 * content alone. Making one reads nothing and writes nothing. Immutable.
 */
public final class ArchivePlan {

  private static final String NO_CRC = "00000000";
  private static final long LATEST_TIME = (1L << 33) - 1;

  private final PackageContent content;
  private final List<ImageArchive> archives = new ArrayList<>();
  private final TarLayout tar = new TarLayout();

  private ArchivePlan(PackageContent content) {
    this.content = content;
    String folder = content.folder();
    for (PackagedImage image : content.images()) {
      ImageArchive archive = new ImageArchive(image);
      archives.add(archive);
      tar.add(folder + image.fileName(), new TarContent.Nested(archive));
    }
    TarContent literal = new TarContent.Literal(content.values().length, content::values);
    tar.add(folder + content.facts().valuesPath(), literal);
    long manifestSize = manifest(archives.stream().map(a -> NO_CRC).toList()).bytes().length;
    tar.add(folder + PackageManifest.NAME, new TarContent.Manifest(manifestSize));
  }

  /**
   * Lay out a package.
   *
   * @param content what goes into it
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code image-damaged} if an
   *     image's manifest gives one blob two sizes
   */
  public static ArchivePlan of(PackageContent content) {
    return new ArchivePlan(content);
  }

  /** Return what goes into the package. */
  public PackageContent content() {
    return content;
  }

  /** Return the package's name. */
  public PackageName name() {
    return content.name();
  }

  /** Return the number of bytes that the package will have. */
  public long size() {
    return gzip().size();
  }

  /** Return the entries in their order: image archives, values, manifest. */
  public List<PackageEntry> entries() {
    return tar.slots().stream()
        .map(slot -> new PackageEntry(slot.name(), slot.content().size(), slot.dataOffset()))
        .toList();
  }

  List<ImageArchive> archives() {
    return archives;
  }

  TarLayout tar() {
    return tar;
  }

  StoredGzip gzip() {
    return new StoredGzip(tar.size());
  }

  /**
   * Return the time of every entry in seconds since 1970: the hotfix's date, 00:00 UTC, kept within
   * what a tar header can say.
   */
  long time() {
    long seconds = content.facts().date().value().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return Math.max(0, Math.min(LATEST_TIME, seconds));
  }

  /** Return the manifest with the CRC-32 of each image archive. */
  PackageManifest manifestWith(List<Integer> crcs) {
    return manifest(crcs.stream().map(crc -> HexFormat.of().toHexDigits(crc)).toList());
  }

  private PackageManifest manifest(List<String> crcs) {
    List<ManifestImage> images = new ArrayList<>();
    for (int i = 0; i < archives.size(); i++) {
      images.add(manifestImage(archives.get(i), crcs.get(i)));
    }
    byte[] values = content.values();
    return new PackageManifest(
        content.name(),
        content.layout(),
        content.facts(),
        content.evidence(),
        images,
        List.of(new ManifestFile(content.facts().valuesPath(), values.length, Digest.of(values))));
  }

  private static ManifestImage manifestImage(ImageArchive archive, String crc) {
    ResolvedImage image = archive.image().image();
    return new ManifestImage(
        archive.image().fileName(),
        archive.gzip().size(),
        crc,
        image.reference(),
        archive.image().targetName(),
        image.platform(),
        image.manifest(),
        image.config(),
        image.layers());
  }
}
