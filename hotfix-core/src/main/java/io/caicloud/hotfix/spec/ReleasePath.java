package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.spec.ReleasePathParts.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path of a hotfix's values in the release repository, from {@code release-hotfixes/} on, such
 * as {@code
 * release-hotfixes/2.7.2/20181123/compass-hotfixes-console-web-v3.3.2-fix-211/console/console-web.yaml}
 * (process document, section "发起 pull request").
 *
 * <p>One shape is built. All shapes that the repository has had are read: with a folder per
 * namespace and addon, without version and date, without group, with a variant such as {@code
 * plan-a}. A path of no shape is a value too, with a finding that says so. Immutable, safe to share
 * between threads; equal when the texts are.
 */
public final class ReleasePath {

  /** Where hotfixes stand. */
  public enum Root {
    /** The product's own, on the main branch. */
    RELEASE("release-hotfixes"),
    /** Those of an OEM branch. */
    OEM("oem-hotfixes");

    private final String folder;

    Root(String folder) {
      this.folder = folder;
    }

    /** Return the name of the folder. */
    public String folder() {
      return folder;
    }

    /** Return all names that a root folder can have, the misspelt one last. */
    public static List<String> names() {
      return List.of(RELEASE.folder, OEM.folder, OEM_MISSPELT);
    }

    /**
     * Return whether a folder is a root whose name is misspelt, {@code oem-hotfiexs}.
     *
     * @param folder the folder's name
     */
    public static boolean isMisspelt(String folder) {
      return folder.equals(OEM_MISSPELT);
    }

    /**
     * Return the root that a folder is, if it is one; {@code oem-hotfiexs}, as the process document
     * has it, counts.
     *
     * @param folder the folder's name
     */
    public static Optional<Root> find(String folder) {
      if (folder.equals(OEM_MISSPELT)) {
        return Optional.of(OEM);
      }
      return folder.equals(RELEASE.folder)
          ? Optional.of(RELEASE)
          : Optional.of(OEM).filter(oem -> oem.folder.equals(folder));
    }
  }

  /** How a path is laid out. */
  public enum Shape {
    /** {@code <version>/<date>/<package folder>/<group>/<addon>.yaml}. */
    CURRENT,
    /** One that the repository has had before. */
    OLDER,
    /** None that is known. */
    UNKNOWN
  }

  static final String OEM_MISSPELT = "oem-hotfiexs";

  private final String text;
  private final Root root;
  private final Shape shape;
  private final ReleasePathParts parts;

  private ReleasePath(String text, Root root, Shape shape, ReleasePathParts parts) {
    this.text = text;
    this.root = root;
    this.shape = shape;
    this.parts = parts;
  }

  /**
   * Return the path that the values of a hotfix should have.
   *
   * @param root the product's own tree or that of an OEM
   * @param spec version, date, desc and group
   * @param identity addon and version
   */
  public static ReleasePath of(Root root, HotfixSpec spec, HotfixIdentity identity) {
    PackageFolderName folder =
        PackageFolderName.of(spec.product(), identity.addon(), identity.version(), spec.desc());
    return parse(
        String.join(
            "/",
            root.folder(),
            spec.productVersion().value(),
            spec.date().toString(),
            folder.toString(),
            spec.group().value(),
            identity.addon() + ".yaml"));
  }

  /**
   * Parse a path. Any text gives a value; {@link #shape()} and {@link #findings()} say what it is.
   *
   * @param text the path below the repository's root, with {@code /} between its parts, beginning
   *     with {@code release-hotfixes} or {@code oem-hotfixes}
   */
  public static ReleasePath parse(String text) {
    List<String> names = List.of(requireNonNull(text, "text").split("/", -1));
    Optional<Root> root = Root.find(names.get(0));
    if (root.isEmpty() || names.size() < 2 || !names.stream().allMatch(PathPart::isValid)) {
      return unknown(text, root.orElse(Root.RELEASE));
    }
    return ReleasePathReader.read(root.get(), names)
        .map(parts -> new ReleasePath(text, root.get(), shape(parts), parts))
        .orElseGet(() -> unknown(text, root.get()));
  }

  private static Shape shape(ReleasePathParts parts) {
    boolean current = parts.texts().keySet().equals(ReleasePathParts.CURRENT);
    return current ? Shape.CURRENT : Shape.OLDER;
  }

  private static ReleasePath unknown(String text, Root root) {
    String above = text.substring(0, Math.max(0, text.lastIndexOf('/')));
    return new ReleasePath(text, root, Shape.UNKNOWN, new ReleasePathParts(Map.of(), above, text));
  }

  /** Return the tree it is in. */
  public Root root() {
    return root;
  }

  /** Return how it is laid out. */
  public Shape shape() {
    return shape;
  }

  /** Return the folder of the product version as it is written, if there is one. */
  public Optional<String> versionFolder() {
    return Optional.ofNullable(parts.get(Part.VERSION));
  }

  /** Return the product version, if the folder names one. */
  public Optional<ProductVersion> productVersion() {
    return versionFolder().filter(ProductVersion::isValid).map(ProductVersion::parse);
  }

  /** Return the folder of the date as it is written, if there is one. */
  public Optional<String> dateFolder() {
    return Optional.ofNullable(parts.get(Part.DATE));
  }

  /** Return the day of the hotfix, if the folder names one. */
  public Optional<HotfixDate> date() {
    return dateFolder().flatMap(HotfixDate::find);
  }

  /** Return the name of the package folder, cut by its form, if there is one. */
  public Optional<PackageFolderName> folder() {
    return Optional.ofNullable(parts.get(Part.FOLDER)).map(PackageFolderName::parse);
  }

  /**
   * Return the name of the package folder, cut at a version that is known, if there is one.
   *
   * @param known the version, such as that of {@code _metadata}
   */
  public Optional<PackageFolderName> folder(HotfixVersion known) {
    return Optional.ofNullable(parts.get(Part.FOLDER))
        .map(name -> PackageFolderName.parse(name, known));
  }

  /** Return the path of the package folder; the file's own if there is none. */
  public String packagePath() {
    return parts.packagePath();
  }

  /** Return the path of the date folder; that of the folder above the package if there is none. */
  public String datePath() {
    return parts.datePath();
  }

  /** Return the folder that tells variants apart, such as {@code plan-a}, if there is one. */
  public Optional<String> variant() {
    return Optional.ofNullable(parts.get(Part.VARIANT));
  }

  /** Return the folder of the namespace as it is written, if there is one. */
  public Optional<String> namespaceFolder() {
    return Optional.ofNullable(parts.get(Part.NAMESPACE));
  }

  /** Return the folder of the group as it is written, if there is one. */
  public Optional<String> groupFolder() {
    return Optional.ofNullable(parts.get(Part.GROUP));
  }

  /** Return the group, if the folder names one. */
  public Optional<AddonGroup> group() {
    return groupFolder().filter(AddonGroup::isValid).map(AddonGroup::parse);
  }

  /** Return the addon as file or folder name it; the values decide. */
  public Optional<String> addonText() {
    return Optional.ofNullable(parts.get(Part.ADDON));
  }

  /** Return what is wrong with the path itself, in the order of rules; none if it is current. */
  public List<Finding> findings() {
    return ReleasePathCheck.findings(this, parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReleasePath that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Return the path. */
  @Override
  public String toString() {
    return text;
  }
}
