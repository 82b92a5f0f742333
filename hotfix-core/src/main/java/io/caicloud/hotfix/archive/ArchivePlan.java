package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.PackageName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The layout of a package: every name, size and offset down to the last byte, as a function of its
 * content alone. Making one reads nothing and writes nothing. Immutable.
 */
public final class ArchivePlan {

  private final PackageContent content;
  private final PackageSkeleton skeleton;

  private ArchivePlan(PackageContent content) {
    this.content = content;
    List<Supplier<byte[]>> manifests = new ArrayList<>();
    content.images().forEach(image -> manifests.add(image.image()::manifestBytes));
    PackageSkeleton.Known known = new PackageSkeleton.Known(manifests, content::values);
    this.skeleton = new PackageSkeleton(manifest(content), known);
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
    return skeleton.gzip().size();
  }

  /** Return the entries in their order: image archives, values, manifest. */
  public List<PackageEntry> entries() {
    return skeleton.entries();
  }

  PackageSkeleton skeleton() {
    return skeleton;
  }

  /** Return the manifest but for the sizes and CRCs of the image archives. */
  private static PackageManifest manifest(PackageContent content) {
    byte[] values = content.values();
    String path = content.facts().valuesPath();
    return new PackageManifest(
        content.name(),
        content.layout(),
        content.facts(),
        content.evidence(),
        content.images().stream().map(ArchivePlan::manifestImage).toList(),
        content.imagesAtSite(),
        List.of(new ManifestFile(path, values.length, Digest.of(values))));
  }

  private static ManifestImage manifestImage(PackagedImage packaged) {
    ResolvedImage image = packaged.image();
    return new ManifestImage(
        packaged.fileName(),
        0,
        "",
        image.reference(),
        packaged.targetName(),
        image.platform(),
        image.manifest(),
        image.config(),
        image.layers());
  }
}
