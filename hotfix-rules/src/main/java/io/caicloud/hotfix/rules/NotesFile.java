package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.spec.ReleasePath;
import java.nio.file.Path;

/**
 * Notes of a release tree that are read when their turn comes.
 *
 * @param path the file
 * @param name the path to show in findings, from the root folder on
 */
record NotesFile(Path path, String name) {

  static NotesFile of(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    int root = 0;
    for (int i = 0; i < whole.getNameCount(); i++) {
      if (ReleasePath.Root.find(whole.getName(i).toString()).isPresent()) {
        root = i;
      }
    }
    Path inTree = whole.subpath(root, whole.getNameCount());
    return new NotesFile(path, inTree.toString().replace('\\', '/'));
  }
}
