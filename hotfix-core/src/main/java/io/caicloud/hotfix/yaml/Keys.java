package io.caicloud.hotfix.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping so far. Most mappings have a few, which are found without a table. */
final class Keys {

  private static final int FEW = 8;

  private final List<YamlScalar> few = new ArrayList<>(4);
  private @Nullable Map<String, YamlScalar> many;

  /** Add a key, unless there is one of the same text; return that one. */
  @Nullable YamlScalar add(YamlScalar key) {
    if (many != null) {
      return many.putIfAbsent(key.value(), key);
    }
    for (int i = 0; i < few.size(); i++) {
      if (few.get(i).value().equals(key.value())) {
        return few.get(i);
      }
    }
    few.add(key);
    if (few.size() > FEW) {
      many = new HashMap<>();
      few.forEach(each -> many.put(each.value(), each));
    }
    return null;
  }
}
