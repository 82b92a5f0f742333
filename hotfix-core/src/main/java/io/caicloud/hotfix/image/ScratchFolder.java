package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cache that lives as long as its source, for blobs that several images share when there is no
 * other cache. Made when it is first needed.
 */
final class ScratchFolder {

  private final @Nullable Path parent;
  private final Consumer<Message> warnings;
  private @Nullable Path folder;
  private @Nullable CacheUse use;
  private boolean given;

  ScratchFolder(@Nullable Path parent, Consumer<Message> warnings) {
    this.parent = parent;
    this.warnings = warnings;
  }

  /** Return the cache, or null if it cannot be made; that is told once. */
  synchronized @Nullable CacheUse use() {
    if (!given) {
      given = true;
      try {
        Path made =
            parent == null
                ? Files.createTempDirectory("hotfix-images-")
                : Files.createTempDirectory(parent, "hotfix-images-");
        folder = made;
        use = new CacheUse(BlobCache.builder(made).durable(false).open(), warnings);
      } catch (IOException e) {
        Object place = parent == null ? "java.io.tmpdir" : parent;
        warnings.accept(Texts.message("cache-unwritable", place, Failures.reason(e)));
      }
    }
    return use;
  }

  synchronized void delete() {
    given = true;
    use = null;
    Path made = folder;
    if (made == null) {
      return;
    }
    folder = null;
    try {
      List<Path> deepestFirst;
      try (Stream<Path> files = Files.walk(made)) {
        deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      warnings.accept(Texts.message("scratch-left", made, Failures.reason(e)));
    }
  }
}
