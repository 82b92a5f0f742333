package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry is read from. */
record EntrySource(ReleasePath path, Path file, YamlDocument document, @Nullable Path notes) {

  Optional<Path> readme() {
    return Optional.ofNullable(notes);
  }
}
