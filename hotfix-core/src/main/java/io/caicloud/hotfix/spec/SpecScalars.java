package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of {@code hotfix.yaml} as written. */
record SpecScalars(Map<SpecKey, YamlScalar> values, List<YamlScalar> images) {

  SpecScalars {
    values = Map.copyOf(values);
    images = List.copyOf(images);
  }

  Optional<YamlScalar> get(SpecKey key) {
    return Optional.ofNullable(values.get(key));
  }
}
