package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files that were read, for findings that show a line; those of a tree are read once more. */
final class Documents implements Function<String, Optional<YamlDocument>> {

  private final Map<String, Supplier<YamlDocument>> byFile = new HashMap<>();

  void add(YamlDocument document) {
    byFile.put(document.file(), () -> document);
  }

  void addAll(ReleaseTree tree) {
    tree.entries().forEach(entry -> byFile.put(entry.path(), entry::document));
  }

  @Override
  public Optional<YamlDocument> apply(String file) {
    return Optional.ofNullable(byFile.get(file)).map(Supplier::get);
  }
}
