package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values files below a folder; only their names are kept, files are read again when needed. */
final class BaseFolder implements BaseValues {

  private static final int MOST_FILES = 10_000;

  private final Map<String, Path> files = new TreeMap<>();

  /** Read which addons there are; of several of one name, the first by path counts. */
  BaseFolder(Path folder) {
    for (Path file : yamlBelow(folder)) {
      read(file)
          .metadata()
          .name()
          .map(YamlScalar::value)
          .ifPresent(name -> files.putIfAbsent(name, file));
    }
    if (files.isEmpty()) {
      throw new HotfixException("base-empty", Texts.message("base-empty", folder));
    }
  }

  @Override
  public Optional<AddonValues> of(AddonValues hotfix) {
    return hotfix.metadata().name().map(name -> files.get(name.value())).map(BaseFolder::read);
  }

  private static AddonValues read(Path file) {
    return AddonValues.of(YamlDocument.read(file, file.toString().replace('\\', '/')));
  }

  private static List<Path> yamlBelow(Path folder) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Visitor(folder, found));
    } catch (IOException e) {
      String why = e.getClass().getSimpleName();
      throw new HotfixException("unreadable", Texts.message("base-unreadable", folder, why), e);
    }
    return found.stream().sorted().toList();
  }

  /** Collects regular files; links are not followed, hidden folders not entered. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> found;
    private int seen;

    Visitor(Path folder, List<Path> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      boolean hidden = !path.equals(folder) && String.valueOf(path.getFileName()).startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (++seen > MOST_FILES) {
        throw new HotfixException(
            "base-too-large", Texts.message("base-too-large", folder, MOST_FILES));
      }
      if (attributes.isRegularFile() && file.toString().endsWith(".yaml")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
