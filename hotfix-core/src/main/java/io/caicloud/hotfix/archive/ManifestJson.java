package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ProductVersion;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads the manifest of a package from JSON, strictly. */
final class ManifestJson {

  private ManifestJson() {}

  /**
   * Read a manifest.
   *
   * @throws Damage if it is not exactly what {@link PackageManifest#bytes()} would write
   * @throws HotfixException with code {@code package-format} if a newer version has written it
   */
  static PackageManifest read(byte[] bytes) {
    PackageManifest manifest;
    try {
      JsonValue root = JsonValue.parse(bytes);
      long format = root.get("format").count();
      if (format != PackageManifest.FORMAT) {
        throw Texts.failure("package-format", format, PackageManifest.FORMAT);
      }
      manifest = manifest(root);
    } catch (IllegalArgumentException e) {
      throw Damage.at("manifest", Texts.reason(e));
    }
    if (!Arrays.equals(bytes, manifest.bytes())) {
      throw Damage.at("manifest-form");
    }
    return manifest;
  }

  private static PackageManifest manifest(JsonValue root) {
    return new PackageManifest(
        typed(root.get("package"), PackageName::parse),
        typed(root.get("layout"), ManifestJson::layout),
        facts(root.get("hotfix")),
        evidence(root.get("check")),
        all(root.get("images"), ManifestJson::image),
        root.has("imagesAtSite")
            ? all(root.get("imagesAtSite"), image -> typed(image, ImageReference::parse))
            : List.of(),
        all(root.get("files"), ManifestJson::file));
  }

  private static PackageLayout layout(String text) {
    for (PackageLayout layout : PackageLayout.values()) {
      if (layout.toString().equals(text)) {
        return layout;
      }
    }
    throw new IllegalArgumentException("layout: " + text);
  }

  private static PackageFacts facts(JsonValue tree) {
    return new PackageFacts(
        typed(tree.get("product"), Product::parse),
        typed(tree.get("productVersion"), ProductVersion::parse),
        typed(tree.get("date"), HotfixDate::parse),
        typed(tree.get("desc"), HotfixDesc::parse),
        typed(tree.get("group"), AddonGroup::parse),
        typed(tree.get("addon"), AddonName::parse),
        typed(tree.get("namespace"), Namespace::parse),
        typed(tree.get("version"), HotfixVersion::parse));
  }

  private static Evidence evidence(JsonValue tree) {
    return tree.has("unchecked")
        ? new Evidence.Unchecked(tree.get("unchecked").text())
        : new Evidence.Checked(
            tree.get("ruleSet").text(),
            typed(tree.get("report"), Digest::parse),
            tree.has("suppressions")
                ? all(tree.get("suppressions"), ManifestJson::suppression)
                : List.of());
  }

  /** A date in another form than the writer's would not give the same bytes, so it is damage. */
  private static UsedSuppression suppression(JsonValue tree) {
    try {
      return new UsedSuppression(
          tree.get("rule").text(),
          tree.get("file").text(),
          LocalDate.parse(tree.get("until").text()),
          tree.get("reason").text());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("until: " + tree.get("until").text(), e);
    }
  }

  private static ManifestImage image(JsonValue tree) {
    return new ManifestImage(
        tree.get("file").text(),
        tree.get("size").count(),
        tree.get("crc32").text(),
        typed(tree.get("reference"), ImageReference::parse),
        tree.get("target").text(),
        typed(tree.get("platform"), Platform::parse),
        descriptor(tree.get("manifest")),
        descriptor(tree.get("config")),
        all(tree.get("layers"), ManifestJson::descriptor));
  }

  private static ManifestFile file(JsonValue tree) {
    return new ManifestFile(
        tree.get("path").text(), tree.get("size").count(), typed(tree.get("sha256"), Digest::new));
  }

  /** Read a descriptor; also those in the manifests of images have this form. */
  static Descriptor descriptor(JsonValue tree) {
    return new Descriptor(
        tree.get("mediaType").text(),
        typed(tree.get("digest"), Digest::parse),
        tree.get("size").count());
  }

  static <T> List<T> all(JsonValue array, Function<JsonValue, T> form) {
    List<T> all = new ArrayList<>();
    array.elements().forEach(element -> all.add(form.apply(element)));
    return all;
  }

  private static <T> T typed(JsonValue value, Function<String, T> form) {
    try {
      return form.apply(value.text());
    } catch (HotfixException e) {
      throw new IllegalArgumentException(Texts.reason(e), e);
    }
  }
}
