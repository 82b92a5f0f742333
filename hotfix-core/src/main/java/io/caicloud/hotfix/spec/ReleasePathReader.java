package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.spec.ReleasePathParts.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds out what the folders of a release path mean, in every shape that there has been. */
final class ReleasePathReader {

  private static final Pattern VERSION = Pattern.compile(".*\\d\\.(\\d|x).*");
  private static final Pattern DATE = Pattern.compile("\\d{4}[._-]?\\d{1,2}[._-]?\\d{1,2}");
  private static final Pattern VARIANT = Pattern.compile("plan-?[a-z0-9]+");
  private static final Set<String> NAMESPACES = Set.of("default", "kube-system");
  private static final Set<String> ROLE_FILES = Set.of("values", "release");
  private static final String SUFFIX = ".yaml";

  private final boolean oem;
  private final Map<Part, String> parts = new EnumMap<>(Part.class);

  private ReleasePathReader(boolean oem) {
    this.oem = oem;
  }

  /** Return the parts of a path whose first name is its root; nothing if it has no known shape. */
  static Optional<ReleasePathParts> read(ReleasePath.Root root, List<String> names) {
    String file = names.get(names.size() - 1);
    List<String> folders = names.subList(1, names.size() - 1);
    int date = index(folders, name -> DATE.matcher(name).matches());
    int folder = packageFolder(folders, date, file);
    if (!file.endsWith(SUFFIX) || (folder < 0 && date < 0)) {
      return Optional.empty();
    }
    ReleasePathReader reader = new ReleasePathReader(root == ReleasePath.Root.OEM);
    int above = folder < 0 ? date + 1 : folder;
    int below = folder < 0 ? date + 1 : folder + 1;
    if (folder >= 0) {
      reader.parts.put(Part.FOLDER, folders.get(folder));
    }
    boolean known =
        reader.readAbove(folders.subList(0, above))
            && reader.readBelow(folders.subList(below, folders.size()), file);
    if (!known) {
      return Optional.empty();
    }
    int dateEnd = date >= 0 && date < above ? date + 1 : above;
    int packageEnd = folder < 0 ? names.size() : folder + 2;
    return Optional.of(
        new ReleasePathParts(
            reader.parts,
            String.join("/", names.subList(0, dateEnd + 1)),
            String.join("/", names.subList(0, packageEnd))));
  }

  /**
   * Return which folder is that of the package. Where none is named like one, it is the first of
   * two below the date, unless that is a namespace.
   */
  private static int packageFolder(List<String> folders, int date, String file) {
    int named = index(folders, PackageFolderName::looksLikeOne);
    int first = date + 1;
    boolean two = date >= 0 && named < 0 && folders.size() == first + 2;
    boolean role = ROLE_FILES.contains(stem(file));
    return two && !role && !NAMESPACES.contains(folders.get(first)) ? first : named;
  }

  private boolean readAbove(List<String> names) {
    int date = index(names, name -> DATE.matcher(name).matches());
    if (date >= 0) {
      parts.put(Part.DATE, names.get(date));
      return readVersion(names.subList(0, date), name -> true)
          && readVariant(names.subList(date + 1, names.size()));
    }
    if (names.size() == 2 && VERSION.matcher(names.get(0)).matches()) {
      parts.put(Part.VERSION, names.get(0));
      parts.put(Part.DATE, names.get(1));
      return true;
    }
    if (names.size() == 1 && VARIANT.matcher(names.get(0)).matches()) {
      return readVariant(names);
    }
    return readVersion(names, name -> VERSION.matcher(name).matches());
  }

  /** Take a version, below a folder of a branch in an OEM's tree. */
  private boolean readVersion(List<String> names, Predicate<String> isVersion) {
    if (names.isEmpty()) {
      return true;
    }
    String last = names.get(names.size() - 1);
    boolean version = isVersion.test(last);
    if (version) {
      parts.put(Part.VERSION, last);
    }
    int left = version ? names.size() - 1 : names.size();
    if (left == 1 && oem) {
      parts.put(Part.BRANCH, names.get(0));
    }
    return left == 0 || (left == 1 && oem);
  }

  private boolean readVariant(List<String> names) {
    if (names.size() == 1 && VARIANT.matcher(names.get(0)).matches()) {
      parts.put(Part.VARIANT, names.get(0));
      return true;
    }
    return names.isEmpty();
  }

  private boolean readBelow(List<String> names, String file) {
    List<String> rest = new ArrayList<>(names);
    int variant = index(rest, name -> VARIANT.matcher(name).matches());
    if (variant >= 0 && !parts.containsKey(Part.VARIANT)) {
      parts.put(Part.VARIANT, rest.remove(variant));
    }
    String addon = stem(file);
    if (ROLE_FILES.contains(addon)) {
      parts.put(Part.ROLE_FILE, file);
      addon = rest.isEmpty() ? "" : rest.remove(rest.size() - 1);
    }
    if (!addon.isEmpty()) {
      parts.put(Part.ADDON, addon);
    }
    boolean namespace = rest.size() == 2 || (!rest.isEmpty() && NAMESPACES.contains(rest.get(0)));
    if (namespace) {
      parts.put(Part.NAMESPACE, rest.remove(0));
    }
    if (!rest.isEmpty()) {
      parts.put(Part.GROUP, rest.remove(0));
    }
    return rest.isEmpty();
  }

  private static String stem(String file) {
    return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
  }

  private static int index(List<String> names, Predicate<String> test) {
    for (int i = 0; i < names.size(); i++) {
      if (test.test(names.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
