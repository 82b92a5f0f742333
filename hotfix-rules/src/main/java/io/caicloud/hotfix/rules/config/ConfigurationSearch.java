package io.caicloud.hotfix.rules.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the configuration of a path, from its folder up to the root of its repository. */
final class ConfigurationSearch {

  private ConfigurationSearch() {}

  static Optional<Path> above(Path checked) {
    return folders(checked).stream()
        .map(folder -> folder.resolve(RuleConfiguration.FILE_NAME))
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /**
   * Return the folder of the repository that a path is in; without one, the folder that holds its
   * release tree, or else the path's own folder.
   */
  static Path root(Path checked) {
    List<Path> folders = folders(checked);
    return folders.get(folders.size() - 1);
  }

  /** Return the folders to look in, from the path's own folder to the last one above. */
  private static List<Path> folders(Path checked) {
    Path absolute = checked.toAbsolutePath().normalize();
    Path start =
        Files.isDirectory(absolute) || absolute.getParent() == null
            ? absolute
            : absolute.getParent();
    List<Path> folders = new ArrayList<>();
    int last = 0;
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      folders.add(folder);
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return folders;
      }
      if (folder.endsWith("release-hotfixes") || folder.endsWith("oem-hotfixes")) {
        last = folder.getParent() == null ? last : folders.size();
      }
    }
    return folders.subList(0, last + 1);
  }

  /** Return a file as people know it: below the current folder, or from the root on. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath();
    Path shown = absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
