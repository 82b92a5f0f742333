package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.spec.ReleasePath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a path lies in a release tree.
 *
 * @param path the path as it was given
 * @param names the names from the root folder down to it; none if it holds root folders
 */
record TreePlace(Path path, List<String> names) {

  TreePlace {
    names = List.copyOf(names);
  }

  /** Return the place of a path; nothing if it has nothing to do with a release tree. */
  static Optional<TreePlace> of(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    if (holdsRoots(path)) {
      return Optional.of(new TreePlace(path, List.of()));
    }
    List<String> names = new ArrayList<>();
    for (Path at = whole; at != null && at.getFileName() != null; at = at.getParent()) {
      names.add(0, at.getFileName().toString());
      if (ReleasePath.Root.find(names.get(0)).isPresent()) {
        return Optional.of(new TreePlace(path, names));
      }
    }
    return Optional.empty();
  }

  private static boolean holdsRoots(Path path) {
    return ReleasePath.Root.names().stream()
        .anyMatch(name -> Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
  }

  /** Return the path from the root folder on, with slashes. */
  String text() {
    return String.join("/", names);
  }

  /** Return the folder that lies some levels above the path; 0 is the path itself. */
  Path above(int levels) {
    Path at = path.toAbsolutePath().normalize();
    for (int i = 0; i < levels; i++) {
      Path parent = at.getParent();
      at = parent == null ? at : parent;
    }
    return at;
  }
}
