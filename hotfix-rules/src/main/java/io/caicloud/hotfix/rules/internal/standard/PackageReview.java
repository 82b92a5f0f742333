package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.archive.ManifestImage;
import io.caicloud.hotfix.archive.PackageFacts;
import io.caicloud.hotfix.archive.PackageManifest;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.archive.PackageRules;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.values.FoundImage;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A package, read from end to end.
 *
 * @param found what is wrong with its bytes, its form, and with its parts together
 * @param values the values in it, if they are sound
 */
public record PackageReview(List<Finding> found, Optional<AddonValues> values) implements Found {

  /** Copies the findings. */
  public PackageReview {
    found = List.copyOf(found);
  }

  /**
   * Read a package.
   *
   * @param reader the package, open
   * @throws HotfixException if the file cannot be read, or the thread is interrupted
   */
  public static PackageReview of(PackageReader reader) {
    String file = String.valueOf(reader.path().getFileName());
    List<Finding> found = new ArrayList<>();
    Optional<AddonValues> values = Optional.empty();
    try {
      found.addAll(reader.verify());
      if (reader.valuesEntry().isPresent()) {
        String name = file + "!/" + reader.valuesEntry().get();
        values = Optional.of(AddonValues.of(YamlDocument.parse(name, reader.values())));
      }
    } catch (HotfixException e) {
      if (!e.code().equals("package-damaged")) {
        throw e;
      }
      if (found.isEmpty()) {
        found.add(damage(file, e));
      }
    }
    if (values.isPresent() && reader.manifest().isPresent()) {
      addDifferences(values.get(), reader.manifest().get(), found);
    }
    return new PackageReview(found, values);
  }

  private static Finding damage(String file, HotfixException cause) {
    return Finding.error(PackageRules.DAMAGE, Location.of(file))
        .message(Message.of(cause.message(Locale.ENGLISH), cause.message(Locale.CHINESE)))
        .remedy(Texts.message("HF510.remediation"))
        .build();
  }

  /** Compare the values with what the manifest says of the hotfix and of its images. */
  private static void addDifferences(
      AddonValues values, PackageManifest manifest, List<Finding> found) {
    Set<ImageReference> packed = new HashSet<>(manifest.imagesAtSite());
    manifest.images().stream().map(ManifestImage::reference).forEach(packed::add);
    for (FoundImage image : values.images()) {
      if (image.reference().filter(reference -> !packed.contains(reference)).isPresent()) {
        String file = values.document().file();
        Location place = new Location(file, image.range(), image.pointer());
        found.add(closure(place, "image", image.reference().get()));
      }
    }
    PackageFacts facts = manifest.facts();
    compare("name", values.metadata().name(), facts.addon(), values, found);
    compare("namespace", values.metadata().namespace(), facts.namespace(), values, found);
    compare("version", values.metadata().version(), facts.version(), values, found);
  }

  private static void compare(
      String key,
      Optional<YamlScalar> inValues,
      Object inManifest,
      AddonValues values,
      List<Finding> found) {
    inValues
        .filter(scalar -> !scalar.value().equals(inManifest.toString()))
        .map(
            scalar ->
                closure(
                    values.document().location(scalar), "fact", key, scalar.value(), inManifest))
        .ifPresent(found::add);
  }

  private static Finding closure(Location place, String text, Object... arguments) {
    return Finding.error(PackageRules.CLOSURE, place)
        .message(Texts.message("HF509." + text, arguments))
        .remedy(Texts.message("HF509.remediation"))
        .build();
  }
}
