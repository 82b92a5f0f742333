package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.nio.file.Path;
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

  /**
   * Return the values files below a folder as what hotfixes replace, such as the {@code addons}
   * folder of the product version's tag. They are found by {@code _metadata.name}; of several files
   * of one name, the first by path counts. Symbolic links are not followed. The names are read now,
   * the values again for each hotfix, so a folder that changes gives other values.
   *
   * @param folder the folder
   * @throws HotfixException with code {@code base-empty} if no values are there, {@code
   *     base-too-large} if there are more than 10,000 files, {@code unreadable} if it cannot be
   *     read
   */
  static BaseValues below(Path folder) {
    return new BaseFolder(folder);
  }

  private static Optional<String> name(AddonValues values) {
    return values.metadata().name().map(YamlScalar::value);
  }
}
