package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the names that images have in files an image reference means. In order of preference,
 * for <code>[[ registry_release ]]/console-web:v1</code>:
 *
 * <ol>
 *   <li>{@code P/console-web:v1} and {@code …/P/console-web:v1}, when P is the project given for
 *       the placeholder;
 *   <li>{@code …/release/console-web:v1}, below any registry;
 *   <li>{@code release/console-web:v1};
 *   <li>{@code console-web:v1};
 *   <li>the mere tag {@code v1}, when the layout's folder is called {@code console-web}, which is
 *       what {@code skopeo copy … oci:console-web:v1} gives.
 * </ol>
 *
 * <p>What tools put in front of a name that has no registry, {@code docker.io/library/} and {@code
 * localhost/}, is taken away first.
 *
 * @param projects the projects given, by placeholder
 */
record ImageNames(Map<String, String> projects) {

  /** The name means another image. */
  static final int NONE = Integer.MAX_VALUE;

  private static final List<String> IMPLIED =
      List.of("docker.io/library/", "docker.io/", "localhost/");
  private static final Map<String, String> DEFAULT_PROJECTS =
      Map.of(ImageReference.RELEASE, "release", ImageReference.LIBRARY, "library");

  ImageNames {
    projects = Map.copyOf(projects);
  }

  /** Return whether a name in a layout is only a tag. */
  static boolean isTagOnly(String name) {
    return name.indexOf('/') < 0 && name.indexOf(':') < 0;
  }

  /**
   * Return what a name has in common with every reference that means it, so that it can be found
   * quickly: the last part of the repository and the tag.
   */
  static String key(String name, @Nullable String folder) {
    if (isTagOnly(name)) {
      return folder == null ? name : folder + ":" + name;
    }
    String full = withoutDigest(name);
    return full.substring(full.lastIndexOf('/') + 1);
  }

  static String key(ImageReference reference) {
    String repository = reference.repository();
    return repository.substring(repository.lastIndexOf('/') + 1) + ":" + reference.tag();
  }

  /** Return how well a name with the reference's key suits, 0 being best, or {@link #NONE}. */
  int rank(ImageReference reference, String name) {
    if (isTagOnly(name)) {
      return reference.repository().indexOf('/') < 0 ? 4 : NONE;
    }
    String path = path(name);
    String given = projects.get(reference.placeholder());
    if (given != null && endsWith(path, given + "/" + reference.repository())) {
      return 0;
    }
    String project = DEFAULT_PROJECTS.get(reference.placeholder());
    String usual = project + "/" + reference.repository();
    if (path.equals(usual)) {
      return 2;
    }
    if (endsWith(path, usual)) {
      return 1;
    }
    return path.equals(reference.repository()) ? 3 : NONE;
  }

  private static boolean endsWith(String path, String end) {
    return path.equals(end) || path.endsWith("/" + end);
  }

  private static String withoutDigest(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  private static String path(String name) {
    String full = withoutDigest(name);
    String path = full.substring(0, Math.max(0, full.lastIndexOf(':')));
    for (String prefix : IMPLIED) {
      if (path.startsWith(prefix)) {
        return path.substring(prefix.length());
      }
    }
    return path;
  }

  /** Return up to five of the names, those most like the reference first. */
  static List<String> closest(ImageReference reference, List<String> names) {
    String key = key(reference);
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(
        (a, b) -> {
          int likeness = Integer.compare(common(key, key(b, null)), common(key, key(a, null)));
          return likeness != 0 ? likeness : a.compareTo(b);
        });
    return sorted.subList(0, Math.min(5, sorted.size()));
  }

  private static int common(String a, String b) {
    int length = 0;
    while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }
}
