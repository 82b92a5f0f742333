package io.caicloud.hotfix.spec;

import com.google.common.hash.Hashing;
import io.caicloud.hotfix.finding.HotfixException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of the files inside a package (process document, section "Describe package"). */
public final class PackageFiles {

  private static final int MAX_BYTES = 255;

  private PackageFiles() {}

  /**
   * Return the path of the values: {@code <namespace>/<group>/<addon>/values.yaml}.
   *
   * @param identity addon and namespace
   * @param group the addon's group
   */
  public static String values(HotfixIdentity identity, AddonGroup group) {
    return identity.namespace() + "/" + group + "/" + identity.addon() + "/values.yaml";
  }

  /**
   * Return the file name of each image of a package: {@code <addon>-<image>-<tag>-image.tar.gz},
   * where image is the last part of the repository. Images that would share a name get the project
   * in front, {@code release} or {@code library}; if that is not enough the whole repository with
   * hyphens for slashes; and if even then two are equal, a part of their reference's digest behind.
   * The names depend on nothing but the images, in whatever order they come.
   *
   * @param addon the addon
   * @param images all images of the package
   * @return a name per image, ordered by image
   * @throws HotfixException with code {@code image-file-name-too-long} if a name has more than 255
   *     bytes, which file systems do not take
   */
  public static Map<ImageReference, String> images(
      AddonName addon, Collection<ImageReference> images) {
    Map<ImageReference, Integer> levels = new TreeMap<>();
    new TreeSet<>(images).forEach(image -> levels.put(image, 0));
    while (raise(addon, levels)) {
      // Once more: a longer name may meet another one.
    }
    Map<ImageReference, String> names = new TreeMap<>();
    levels.forEach((image, level) -> names.put(image, checked(name(addon, image, level))));
    return Collections.unmodifiableMap(names);
  }

  /** Lengthen all names that two images share; return whether there were any. */
  private static boolean raise(AddonName addon, Map<ImageReference, Integer> levels) {
    Map<String, List<ImageReference>> byName = new HashMap<>();
    levels.forEach(
        (image, level) ->
            byName.computeIfAbsent(name(addon, image, level), n -> new ArrayList<>()).add(image));
    boolean raised = false;
    for (List<ImageReference> same : byName.values()) {
      if (same.size() > 1) {
        same.forEach(image -> levels.merge(image, 1, Integer::sum));
        raised = true;
      }
    }
    return raised;
  }

  private static String name(AddonName addon, ImageReference image, int level) {
    String repository = image.repository();
    String last = repository.substring(repository.lastIndexOf('/') + 1);
    String middle =
        switch (level) {
          case 0 -> last + "-" + image.tag();
          case 1 -> project(image) + "-" + last + "-" + image.tag();
          case 2 -> whole(image);
          default -> whole(image) + "-" + digest(image, level);
        };
    return addon + "-" + middle + "-image" + PackageName.SUFFIX;
  }

  private static String whole(ImageReference image) {
    return project(image) + "-" + image.repository().replace('/', '-') + "-" + image.tag();
  }

  private static String project(ImageReference image) {
    return image.placeholder().equals(ImageReference.LIBRARY) ? "library" : "release";
  }

  private static String digest(ImageReference image, int level) {
    String hex = Hashing.sha256().hashString(image.toString(), StandardCharsets.UTF_8).toString();
    return hex.substring(0, Math.min(8 * (level - 2), hex.length()));
  }

  private static String checked(String name) {
    if (name.length() > MAX_BYTES) {
      throw Texts.invalid("image-file-name-too-long", name, MAX_BYTES);
    }
    return name;
  }
}
