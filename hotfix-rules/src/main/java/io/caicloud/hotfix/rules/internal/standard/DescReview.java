package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a hotfix is made, and why its path says that it is.
 *
 * @param place where the desc stands
 * @param desc the desc that the package gets, if there is one
 * @param inPath the descs of the package folder, in front and behind
 */
public record DescReview(Location place, Optional<HotfixDesc> desc, List<HotfixDesc> inPath) {

  /** Copies the list. */
  public DescReview {
    inPath = List.copyOf(inPath);
  }

  /**
   * Return the review of a specification file, whose values may stand in a package folder.
   *
   * @param spec the file
   */
  public static DescReview of(SpecDocument spec) {
    Location place =
        spec.desc()
            .map(spec.document()::location)
            .orElseGet(() -> Location.of(spec.document().file()));
    List<HotfixDesc> inPath = new ArrayList<>();
    for (String folder : spec.values().map(YamlScalar::value).orElse("").split("/", -1)) {
      if (folder.contains("-hotfixes-")) {
        inPath.addAll(descs(folder));
      }
    }
    return new DescReview(place, spec.desc().flatMap(text -> desc(text.value())), inPath);
  }

  /**
   * Return the review of an entry of a release tree, which may have been given another desc.
   *
   * @param entry the entry
   */
  public static DescReview of(TreeEntry entry) {
    return new DescReview(
        Location.of(entry.path()),
        entry.desc(),
        entry.folder().map(DescReview::descs).orElse(List.of()));
  }

  private static Optional<HotfixDesc> desc(String text) {
    try {
      return Optional.of(HotfixDesc.parse(text));
    } catch (HotfixException e) {
      return Optional.empty();
    }
  }

  private static List<HotfixDesc> descs(String folder) {
    try {
      return descs(PackageFolderName.parse(folder));
    } catch (HotfixException e) {
      return List.of();
    }
  }

  private static List<HotfixDesc> descs(PackageFolderName folder) {
    return Stream.of(folder.leadingDesc(), folder.trailingDesc())
        .flatMap(Optional::stream)
        .toList();
  }
}
