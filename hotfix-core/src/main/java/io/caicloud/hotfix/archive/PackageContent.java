package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a package, complete before the first byte is written. Immutable.
 *
 * <p>By default the entries lie in a top folder and there are no images, as in a hotfix that only
 * changes configuration.
 */
public final class PackageContent {

  private final PackageName name;
  private final PackageFacts facts;
  private final PackageLayout layout;
  private final byte[] values;
  private final List<PackagedImage> images;
  private final List<ImageReference> imagesAtSite;
  private final Evidence evidence;

  private PackageContent(Builder builder, byte[] values, Evidence evidence) {
    this.name = builder.name;
    this.facts = builder.facts;
    this.layout = builder.layout;
    this.values = values;
    this.images = List.copyOf(builder.images);
    this.imagesAtSite = List.copyOf(builder.imagesAtSite);
    this.evidence = evidence;
  }

  /**
   * Start describing a package.
   *
   * @param name its file name
   * @param facts which hotfix it is
   */
  public static Builder builder(PackageName name, PackageFacts facts) {
    return new Builder(name, facts);
  }

  /** Return the package's name. */
  public PackageName name() {
    return name;
  }

  /** Return which hotfix it is. */
  public PackageFacts facts() {
    return facts;
  }

  /** Return whether the entries lie in a folder. */
  public PackageLayout layout() {
    return layout;
  }

  /** Return a copy of the bytes of the values file. */
  public byte[] values() {
    return values.clone();
  }

  /** Return the images in the order of their archives. */
  public List<PackagedImage> images() {
    return images;
  }

  /** Return the images that are not packed because the site has them already. */
  public List<ImageReference> imagesAtSite() {
    return imagesAtSite;
  }

  /** Return why it may be packed. */
  public Evidence evidence() {
    return evidence;
  }

  /** Collects the parts of a package. Not safe to share between threads. */
  public static final class Builder {
    private final PackageName name;
    private final PackageFacts facts;
    private final List<PackagedImage> images = new ArrayList<>();
    private final List<ImageReference> imagesAtSite = new ArrayList<>();
    private PackageLayout layout = PackageLayout.TOP_FOLDER;
    private byte @Nullable [] values;
    private @Nullable Evidence evidence;

    private Builder(PackageName name, PackageFacts facts) {
      this.name = requireNonNull(name, "name");
      this.facts = requireNonNull(facts, "facts");
    }

    /**
     * Set whether the entries lie in a folder; by default they do.
     *
     * @param choice the layout
     */
    public Builder layout(PackageLayout choice) {
      this.layout = requireNonNull(choice, "choice");
      return this;
    }

    /**
     * Set the values file.
     *
     * @param bytes its bytes, which are packed as they are
     */
    public Builder values(byte[] bytes) {
      this.values = bytes.clone();
      return this;
    }

    /**
     * Add an image behind those already there.
     *
     * @param image the image
     */
    public Builder image(PackagedImage image) {
      images.add(requireNonNull(image, "image"));
      return this;
    }

    /**
     * Note an image that the values name, but that is not packed because the site has it already.
     *
     * @param image the image
     */
    public Builder imageAtSite(ImageReference image) {
      imagesAtSite.add(requireNonNull(image, "image"));
      return this;
    }

    /**
     * Set why it may be packed.
     *
     * @param proof what the rules said, or why they were not asked
     */
    public Builder evidence(Evidence proof) {
      this.evidence = requireNonNull(proof, "proof");
      return this;
    }

    /**
     * Build the content.
     *
     * @throws IllegalStateException if values or evidence are missing
     * @throws io.caicloud.hotfix.finding.HotfixException with code {@code package-name-differs} if
     *     the name tells of another hotfix than the facts; with code {@code duplicate-image-name}
     *     if two images have the same file name or the same target name
     */
    public PackageContent build() {
      if (values == null || evidence == null) {
        throw new IllegalStateException("a package needs values and evidence: " + name);
      }
      facts.requireAgreement(name);
      Set<String> names = new HashSet<>();
      for (PackagedImage image : images) {
        requireNew(names, image.fileName());
        requireNew(names, image.targetName());
      }
      return new PackageContent(this, values, evidence);
    }

    private static void requireNew(Set<String> names, String name) {
      if (!names.add(name)) {
        throw Texts.failure("duplicate-image-name", name);
      }
    }
  }
}
