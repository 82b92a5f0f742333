package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.archive.ArchiveForm;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.ManifestImage;
import io.caicloud.hotfix.archive.PackageEntry;
import io.caicloud.hotfix.archive.PackageManifest;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.image.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** AssertJ assertions on package files. Each reads the file anew. */
public final class PackageAssert extends AbstractAssert<PackageAssert, Path> {

  private PackageAssert(Path actual) {
    super(actual, PackageAssert.class);
  }

  /**
   * Start assertions on a package file.
   *
   * @param actual the file
   */
  public static PackageAssert assertThatPackage(Path actual) {
    return new PackageAssert(actual);
  }

  /**
   * Start assertions on a package that was built.
   *
   * @param actual the package
   */
  public static PackageAssert assertThatPackage(HotfixPackage actual) {
    return new PackageAssert(actual.path());
  }

  /** Verify that the library itself has built it, and nothing in it has changed since. */
  public PackageAssert isSound() {
    ArchiveForm form = read(PackageReader::form);
    if (form != ArchiveForm.CANONICAL) {
      failWithMessage("expected %s to be a package of our own form but it is %s", actual, form);
    }
    List<Finding> findings = read(PackageReader::verify);
    if (!findings.isEmpty()) {
      failWithMessage(
          "expected %s to be sound but found%n%s",
          actual, findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    }
    return this;
  }

  /**
   * Verify the names of all files, in the order of the package.
   *
   * @param names full names, with the top folder if there is one
   */
  public PackageAssert hasEntries(String... names) {
    List<String> found = read(r -> r.list().stream().map(PackageEntry::name).toList());
    return check("entries", List.of(names), found);
  }

  /**
   * Verify the bytes of the values file.
   *
   * @param bytes what is expected
   */
  public PackageAssert hasValues(byte[] bytes) {
    byte[] found = read(PackageReader::values);
    if (!Arrays.equals(bytes, found)) {
      failWithMessage(
          "expected the values of %s to be%n%s%nbut they are%n%s",
          actual,
          new String(bytes, StandardCharsets.UTF_8),
          new String(found, StandardCharsets.UTF_8));
    }
    return this;
  }

  /**
   * Verify the tags of all images, in the order of the package.
   *
   * @param targets such as {@code harbor.caicloud.xyz/release/console-web:v3.3.2}; none for a
   *     package that changes configuration only
   */
  public PackageAssert hasImages(String... targets) {
    List<String> found = manifest().images().stream().map(ManifestImage::target).toList();
    return check("images", List.of(targets), found);
  }

  /**
   * Verify that an image is there with a certain manifest.
   *
   * @param target its tag
   * @param manifest the digest of its manifest
   */
  public PackageAssert hasImage(String target, Digest manifest) {
    List<Digest> found =
        manifest().images().stream()
            .filter(image -> image.target().equals(target))
            .map(image -> image.manifest().digest())
            .toList();
    return check("manifest of " + target, List.of(manifest), found);
  }

  private PackageManifest manifest() {
    return read(PackageReader::manifest)
        .orElseThrow(() -> new AssertionError(actual + " has no manifest"));
  }

  private PackageAssert check(String what, List<?> expected, List<?> found) {
    if (!expected.equals(found)) {
      failWithMessage(
          "expected the %s of %s to be%n%s%nbut found%n%s", what, actual, expected, found);
    }
    return this;
  }

  private <T> T read(Function<PackageReader, T> question) {
    isNotNull();
    try (PackageReader reader = PackageReader.open(actual)) {
      return question.apply(reader);
    }
  }
}
