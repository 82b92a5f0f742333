package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The values that a hotfix replaces: those of its addon in the product version it is for. An {@link
 * RuleInputs input} for rules that look at what a hotfix changes; it holds one product version, so
 * hotfixes for several are checked apart.
 */
@FunctionalInterface
public interface BaseValues {

  /**
   * Return the values that a hotfix replaces; empty if the product version does not have its addon.
   *
   * @param hotfix the values of the hotfix
   */
  Optional<AddonValues> of(AddonValues hotfix);

  /**
   * Return these values as what hotfixes replace; they are found by {@code _metadata.name}.
   *
   * @param addons the values of the addons of a product version
   */
  static BaseValues among(Collection<AddonValues> addons) {
    List<AddonValues> all = List.copyOf(addons);
    return hotfix ->
        name(hotfix)
            .flatMap(
                wanted ->
                    all.stream().filter(a -> name(a).equals(Optional.of(wanted))).findFirst());
  }

  private static Optional<String> name(AddonValues values) {
    return values.metadata().name().map(YamlScalar::value);
  }
}
