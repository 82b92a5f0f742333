package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is checked: trees, values files outside of a tree, and {@code hotfix.yaml} files. */
final class Input {

  private static final String SPEC = "hotfix.yaml";

  private final List<Object> subjects = new ArrayList<>();
  private final List<YamlDocument> documents = new ArrayList<>();

  private Input() {}

  static Input read(List<Path> paths) {
    Input input = new Input();
    paths.forEach(input::add);
    return input;
  }

  static boolean isSpec(Path path) {
    return path.endsWith(SPEC) || path.toString().endsWith("." + SPEC);
  }

  private void add(Path path) {
    if (isSpec(path)) {
      SpecDocument spec = SpecDocument.read(path);
      subjects.add(spec);
      documents.add(spec.document());
    } else if (Files.isDirectory(path) || inTree(path)) {
      ReleaseTree tree = ReleaseTree.read(path);
      subjects.add(tree);
      tree.entries().stream().map(TreeEntry::document).forEach(documents::add);
    } else {
      YamlDocument values = YamlDocument.read(path, path.toString().replace('\\', '/'));
      subjects.add(values);
      documents.add(values);
    }
  }

  private static boolean inTree(Path path) {
    for (Path part : path.toAbsolutePath().normalize()) {
      if (part.endsWith("release-hotfixes") || part.endsWith("oem-hotfixes")) {
        return true;
      }
    }
    return false;
  }

  List<Object> subjects() {
    return List.copyOf(subjects);
  }

  List<YamlDocument> documents() {
    return List.copyOf(documents);
  }
}
