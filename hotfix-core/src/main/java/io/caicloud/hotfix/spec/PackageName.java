package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file name of a package, such as {@code
 * compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz} (process document, sections "Describe
 * directory" and "Describe package").
 *
 * <p>What {@link #of} builds, {@link #parse(String)} reads back to the same parts; the few names
 * that could be read in two ways are refused when built. Immutable, safe to share between threads;
 * equal when text and parts are; ordered by text.
 */
public final class PackageName implements Comparable<PackageName> {

  /** What every package name ends with. */
  public static final String SUFFIX = ".tar.gz";

  /** The longest name that file systems take, in bytes. */
  static final int MAX_BYTES = 255;

  private final String fileName;
  private final PackageForm form;
  private final PackageNameParts parts;

  private PackageName(String fileName, PackageForm form, PackageNameParts parts) {
    this.fileName = fileName;
    this.form = form;
    this.parts = parts;
  }

  /**
   * Return the name of a package.
   *
   * @param parts what it is named after
   * @param naming with or without the date
   * @throws HotfixException with code {@code package-name-too-long} if it has more than 255 bytes,
   *     with code {@code ambiguous-package-name} if it would be read back to other parts
   */
  public static PackageName of(PackageParts parts, PackageNaming naming) {
    String middle = naming == PackageNaming.DATED ? "-" + parts.date() + "-" : "-";
    String stem = parts.product().prefix() + "-" + parts.desc() + "-" + parts.addon();
    PackageName name = parse(stem + middle + parts.version() + SUFFIX);
    boolean same =
        name.form.name().equals(naming.name())
            && name.parts.addon().equals(parts.addon())
            && Objects.equals(name.parts.version(), parts.version());
    if (!same) {
      throw Texts.invalid(
          "ambiguous-package-name",
          name,
          name.parts.addon(),
          name.version().map(HotfixVersion::value).orElse(""));
    }
    return name;
  }

  /**
   * Return the name of a package.
   *
   * @param spec the hotfix
   * @param identity what its values say that it is
   * @param naming with or without the date
   * @throws HotfixException as {@link #of(PackageParts, PackageNaming)}
   */
  public static PackageName of(HotfixSpec spec, HotfixIdentity identity, PackageNaming naming) {
    return of(
        new PackageParts(
            spec.product(), spec.desc(), identity.addon(), spec.date(), identity.version()),
        naming);
  }

  /**
   * Parse a name in any form. Where a form leaves open what is addon and what version, the cut is a
   * guess that fits real names; {@link #parse(String, HotfixVersion)} does not guess.
   *
   * @param fileName the name, without folder
   * @throws HotfixException with code {@code invalid-package-name} if it has none of the forms,
   *     {@code package-name-too-long} if it has more than 255 bytes
   */
  public static PackageName parse(String fileName) {
    return parse(requireNonNull(fileName, "fileName"), Optional.empty());
  }

  /**
   * Parse a name in any form, with a version that is known from elsewhere: where the name holds it,
   * the name is cut there. Where it does not, as {@link #parse(String)}; {@link #version()} then
   * differs from the one that is known.
   *
   * @param fileName the name, without folder
   * @param known the version, such as that of {@code _metadata}
   * @throws HotfixException as {@link #parse(String)}
   */
  public static PackageName parse(String fileName, HotfixVersion known) {
    return parse(requireNonNull(fileName, "fileName"), Optional.of(known));
  }

  private static PackageName parse(String fileName, Optional<HotfixVersion> known) {
    if (fileName.length() > MAX_BYTES
        || fileName.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Texts.invalid("package-name-too-long", fileName, MAX_BYTES);
    }
    if (!fileName.endsWith(SUFFIX)) {
      throw Texts.invalid("invalid-package-name", fileName);
    }
    String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
    return new PackageNameReader(stem, known)
        .read()
        .map(parts -> new PackageName(fileName, parts.form(), parts))
        .orElseThrow(() -> Texts.invalid("invalid-package-name", fileName));
  }

  /** Return the name, with {@code .tar.gz}. */
  public String fileName() {
    return fileName;
  }

  /** Return the name of the one folder in the package: the name without {@code .tar.gz}. */
  public String topFolder() {
    return fileName.substring(0, fileName.length() - SUFFIX.length());
  }

  /** Return which form the name has. */
  public PackageForm form() {
    return form;
  }

  /** Return the product. */
  public Product product() {
    return parts.product();
  }

  /** Return the version of the product, which only {@link PackageForm#TOOL} names. */
  public Optional<ProductVersion> productVersion() {
    return Optional.ofNullable(parts.productVersion());
  }

  /** Return why the hotfix was made, if the name says so, in front or behind. */
  public Optional<HotfixDesc> desc() {
    return Optional.ofNullable(parts.desc());
  }

  /** Return the addon. */
  public AddonName addon() {
    return parts.addon();
  }

  /** Return the day of the hotfix, if the name has it. */
  public Optional<HotfixDate> date() {
    return Optional.ofNullable(parts.date());
  }

  /** Return the version, if the name has it; {@link PackageForm#TOOL} has not. */
  public Optional<HotfixVersion> version() {
    return Optional.ofNullable(parts.version());
  }

  @Override
  public int compareTo(PackageName other) {
    return fileName.compareTo(other.fileName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageName that
        && fileName.equals(that.fileName)
        && form == that.form
        && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return fileName.hashCode();
  }

  /** Return the file name. */
  @Override
  public String toString() {
    return fileName;
  }
}
