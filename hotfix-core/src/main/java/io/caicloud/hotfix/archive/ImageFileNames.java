package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The names of the image archives in one package: {@code <addon>-<image>-<VERSION>-image.tar.gz}
 * (process document, section "Describe package"), where VERSION is that image's tag.
 */
public final class ImageFileNames {

  private static final String PROJECT_PREFIX = "registry_";
  private static final int FINGERPRINT = 8;

  private ImageFileNames() {}

  /**
   * Return the archive's name for each image, in the given order. A slash in a repository becomes a
   * hyphen. Images whose names would be equal get their project before the image, {@code
   * <addon>-library-<image>-…}; if that does not tell them apart, a fingerprint of the reference
   * behind the tag.
   *
   * @param addon the addon
   * @param images the images of the package; equal ones count once
   */
  public static Map<ImageReference, String> of(AddonName addon, Collection<ImageReference> images) {
    Map<ImageReference, String> names = new LinkedHashMap<>();
    Set<ImageReference> open = new LinkedHashSet<>(images);
    open.forEach(image -> names.put(image, ""));
    assignUnique(names, open, image -> name(addon, "", image, ""));
    assignUnique(names, open, image -> name(addon, project(image), image, ""));
    for (ImageReference image : open) {
      names.put(image, name(addon, project(image), image, "-" + fingerprint(image)));
    }
    return Collections.unmodifiableMap(names);
  }

  private static void assignUnique(
      Map<ImageReference, String> names,
      Set<ImageReference> open,
      Function<ImageReference, String> form) {
    Set<String> twice = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>(names.values());
    for (ImageReference image : open) {
      String name = form.apply(image);
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    for (ImageReference image : Set.copyOf(open)) {
      String name = form.apply(image);
      if (!twice.contains(name)) {
        names.put(image, name);
        open.remove(image);
      }
    }
  }

  private static String name(AddonName addon, String project, ImageReference image, String end) {
    String repository = image.repository().replace('/', '-');
    return addon + "-" + project + repository + "-" + image.tag() + end + "-image.tar.gz";
  }

  private static String project(ImageReference image) {
    return image.placeholder().substring(PROJECT_PREFIX.length()) + "-";
  }

  private static String fingerprint(ImageReference image) {
    byte[] text = image.toString().getBytes(StandardCharsets.UTF_8);
    return Digest.of(text).hex().substring(0, FINGERPRINT);
  }
}
