package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.rules.config.PathPattern;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares files, as findings show them, with the patterns of a configuration: by their path below
 * the folder of the configuration, or from the release tree on, so that it does not matter where a
 * checkout is and which folder of it is checked.
 *
 * @param root the folder that patterns are relative to, if there is one
 */
record Places(Optional<Path> root) {

  private static final Pattern TREE = Pattern.compile("(?:.*/)?((?:release|oem)-hotfixes/.*)");

  boolean matches(PathPattern pattern, String file) {
    return names(file).stream().anyMatch(pattern::matches);
  }

  private Set<String> names(String file) {
    Set<String> names = new LinkedHashSet<>();
    Matcher inTree = TREE.matcher(file);
    if (inTree.matches()) {
      names.add(inTree.group(1));
      return names;
    }
    root.flatMap(folder -> below(folder, file)).ifPresent(names::add);
    if (names.isEmpty()) {
      // What is outside is known by its name if it is absolute.
      names.add(file.startsWith("/") ? file.substring(file.lastIndexOf('/') + 1) : file);
    }
    return names;
  }

  private static Optional<String> below(Path folder, String file) {
    try {
      Path absolute = folder.getFileSystem().getPath(file).toAbsolutePath().normalize();
      return absolute.startsWith(folder)
          ? Optional.of(folder.relativize(absolute).toString().replace('\\', '/'))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
