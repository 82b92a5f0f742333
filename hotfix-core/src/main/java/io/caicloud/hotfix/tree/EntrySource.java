package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry is read from. */
record EntrySource(ReleasePath path, ValuesFile values, @Nullable Path notes) {

  Path file() {
    return values.file();
  }

  YamlDocument document() {
    return values.values().document();
  }

  /** Return the values; nothing if the file could not be read as YAML. */
  Optional<AddonValues> readable() {
    return Optional.of(values.values()).filter(is -> is.document().root().isPresent());
  }

  Optional<Path> readme() {
    return Optional.ofNullable(notes);
  }
}
