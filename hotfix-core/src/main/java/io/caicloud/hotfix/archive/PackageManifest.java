package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageName;
import java.util.List;

/**
 * The manifest of a package, its entry {@code hotfix.json}: which hotfix it is, what it holds, and
 * why it was allowed. Immutable.
 *
 * @param name the package's file name
 * @param layout whether its entries lie in a folder
 * @param facts which hotfix it is
 * @param evidence what the rules said
 * @param images the image archives in the order of the package
 * @param imagesAtSite the images that the values name and the site has already, in a hotfix that
 *     changes only configuration
 * @param files the other files but the manifest itself
 */
public record PackageManifest(
    PackageName name,
    PackageLayout layout,
    PackageFacts facts,
    Evidence evidence,
    List<ManifestImage> images,
    List<ImageReference> imagesAtSite,
    List<ManifestFile> files) {

  /** The version of the manifest's form, its first key. */
  public static final int FORMAT = 1;

  /** The name of the entry, without the top folder. */
  public static final String NAME = "hotfix.json";

  /** Checks that all are there, and copies the lists. */
  public PackageManifest {
    requireNonNull(name, "name");
    requireNonNull(layout, "layout");
    requireNonNull(facts, "facts");
    requireNonNull(evidence, "evidence");
    images = List.copyOf(images);
    imagesAtSite = List.copyOf(imagesAtSite);
    files = List.copyOf(files);
  }

  /** Return the bytes of the entry. */
  byte[] bytes() {
    return JsonText.indented(new ManifestTree(this).root());
  }
}
