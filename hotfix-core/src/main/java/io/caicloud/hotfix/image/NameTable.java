package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The names in one file or folder, found in constant time.
 *
 * @param <T> what has a name
 */
final class NameTable<T> {

  /** A name and what has it. */
  record Named<T>(String name, T value) {}

  private final @Nullable String folder;
  private final Map<String, List<Named<T>>> byKey = new HashMap<>();
  private final List<String> all = new ArrayList<>();

  /** Make an empty table; a mere tag is taken for one of the repository named like the folder. */
  NameTable(@Nullable String folder) {
    this.folder = folder;
  }

  void put(String name, T value) {
    byKey
        .computeIfAbsent(ImageNames.key(name, folder), key -> new ArrayList<>())
        .add(new Named<>(name, value));
    all.add(name);
  }

  List<String> names() {
    return all;
  }

  /** Pass on everything whose name may be meant. */
  void find(ImageReference reference, Consumer<Named<T>> consumer) {
    for (Named<T> named : byKey.getOrDefault(ImageNames.key(reference), List.of())) {
      consumer.accept(named);
    }
  }
}
