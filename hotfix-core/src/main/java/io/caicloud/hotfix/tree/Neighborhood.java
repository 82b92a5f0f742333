package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.spec.HotfixIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Judges entries against those beside them. */
final class Neighborhood {

  private final Map<TreeEntry, List<Finding>> found = new HashMap<>();

  private Neighborhood() {}

  /** Return the entries, each with what is wrong about it and its neighbors. */
  static List<TreeEntry> judge(List<TreeEntry> entries) {
    Neighborhood neighborhood = new Neighborhood();
    groups(entries, Neighborhood::packageKey).forEach(neighborhood::oneAddon);
    groups(entries, Neighborhood::addonKey).forEach(neighborhood::twice);
    return entries.stream().map(neighborhood::told).toList();
  }

  private TreeEntry told(TreeEntry entry) {
    List<Finding> about = found.get(entry);
    return about == null ? entry : entry.withNeighborhood(about);
  }

  private static Collection<List<TreeEntry>> groups(
      List<TreeEntry> entries, Function<TreeEntry, Optional<List<Object>>> key) {
    Map<List<Object>, List<TreeEntry>> groups = new HashMap<>();
    for (TreeEntry entry : entries) {
      key.apply(entry)
          .ifPresent(k -> groups.computeIfAbsent(k, same -> new ArrayList<>()).add(entry));
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static Optional<List<Object>> packageKey(TreeEntry entry) {
    return entry
        .releasePath()
        .folder()
        .map(name -> List.of(entry.releasePath().packagePath(), entry.releasePath().variant()));
  }

  private static Optional<List<Object>> addonKey(TreeEntry entry) {
    return entry.identity().map(is -> List.of(entry.releasePath().datePath(), is.addon()));
  }

  private void oneAddon(List<TreeEntry> group) {
    for (TreeEntry entry : group) {
      Finding.Builder finding =
          Finding.error(TreeRules.ONE_ADDON, Location.of(entry.path()))
              .message(Texts.message("several-values", group.size()))
              .remedy(Texts.message("several-values.remedy"));
      add(entry, finding, group, "other-values");
    }
  }

  /** Report packages that would have one name; or else an addon that is replaced twice. */
  private void twice(List<TreeEntry> group) {
    for (TreeEntry entry : group) {
      HotfixIdentity identity = entry.identity().orElseThrow();
      List<TreeEntry> same = group.stream().filter(other -> sameName(entry, other)).toList();
      boolean clash = same.size() > 1;
      Location location = Location.of(entry.path());
      Finding.Builder finding =
          clash
              ? Finding.error(TreeRules.SAME_ADDON_TWICE, location)
              : Finding.warning(TreeRules.SAME_ADDON_TWICE, location);
      String key = clash ? "same-package" : "same-addon";
      finding
          .message(Texts.message(key, identity.addon(), identity.version()))
          .remedy(Texts.message(key + ".remedy"));
      add(entry, finding, clash ? same : group, "other-" + key);
    }
  }

  private static boolean sameName(TreeEntry a, TreeEntry b) {
    return a.identity()
            .map(HotfixIdentity::version)
            .equals(b.identity().map(HotfixIdentity::version))
        && a.desc().equals(b.desc());
  }

  private void add(
      TreeEntry entry, Finding.Builder finding, List<TreeEntry> group, String related) {
    group.stream()
        .filter(other -> other != entry)
        .forEach(other -> finding.related(Location.of(other.path()), Texts.message(related)));
    found.computeIfAbsent(entry, e -> new ArrayList<>()).add(finding.build());
  }
}
