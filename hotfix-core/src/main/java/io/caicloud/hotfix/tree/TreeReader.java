package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.spec.ReleasePath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a release tree: walks the folders, sorts out what is there, then reads the values. */
final class TreeReader implements TreeWalk.Visitor {

  private static final String NOTES = "README.md";

  private final Map<String, Path> values = new TreeMap<>();
  private final Map<String, Path> notes = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private TreeReader() {}

  static ReleaseTree read(Path path, TreeBudget budget) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw Texts.failure("no-release-tree", null, path);
    }
    TreePlace place =
        TreePlace.of(path).orElseThrow(() -> Texts.failure("no-release-tree", null, path));
    TreeReader reader = new TreeReader();
    TreeWalk walk = new TreeWalk(budget, reader);
    if (place.names().isEmpty()) {
      ReleasePath.Root.names().forEach(name -> walk.start(path.resolve(name), name));
    } else if (reader.isReal(place)) {
      walk.start(path, place.text());
      reader.notesAbove(place);
    }
    return reader.tree(path);
  }

  /** Return whether no folder from the root folder down to the path is a symbolic link. */
  private boolean isReal(TreePlace place) {
    int levels = place.names().size();
    for (int i = 1; i <= levels; i++) {
      if (Files.isSymbolicLink(place.above(levels - i))) {
        link(String.join("/", place.names().subList(0, i)));
        return false;
      }
    }
    return true;
  }

  /** Take the notes of the date folder when only a part of it is read. */
  private void notesAbove(TreePlace place) {
    List<String> names = place.names();
    for (int i = 1; i < names.size() - 1; i++) {
      Path file = place.above(names.size() - 1 - i).resolve(NOTES);
      if (isDate(names.get(i)) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        notes.put(String.join("/", names.subList(0, i + 1)), file);
      }
    }
  }

  private static boolean isDate(String name) {
    return NamingRules.hotfixDate(Location.of(name), name).isEmpty();
  }

  private ReleaseTree tree(Path path) {
    List<TreeEntry> entries = new ArrayList<>();
    values.forEach((text, file) -> read(ReleasePath.parse(text), file, entries));
    return new ReleaseTree(
        path, Neighborhood.judge(entries), List.copyOf(notes.values()), findings);
  }

  private void read(ReleasePath path, Path file, List<TreeEntry> entries) {
    if (Thread.currentThread().isInterrupted()) {
      throw Texts.failure("interrupted", null, path);
    }
    if (path.shape() == ReleasePath.Shape.UNKNOWN) {
      path.findings().stream()
          .filter(finding -> !finding.rule().equals(NamingRules.OEM_FOLDER))
          .forEach(findings::add);
      return;
    }
    ValuesFile values = ValuesFile.read(file, path.toString());
    @Nullable Path readme = notes.get(path.datePath());
    entries.add(TreeEntry.of(new EntrySource(path, values, readme)));
  }

  @Override
  public void root(String text) {
    if (ReleasePath.Root.isMisspelt(text)) {
      findings.add(NamingRules.oemFolder(Location.of(text)));
    }
  }

  @Override
  public void file(String text, Path file) {
    int slash = text.lastIndexOf('/');
    String name = text.substring(slash + 1);
    String folder = text.substring(0, Math.max(0, slash));
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (slash < 0) {
      error(NamingRules.TREE_PATH, text, "no-folder", name);
    } else if (name.startsWith(".")) {
      warn(text, "stray", name);
    } else if (name.endsWith(".yaml")) {
      values.put(text, file);
    } else if (extension.equals("yml") || extension.equals("yaml")) {
      error(NamingRules.TREE_PATH, text, "extension", name);
    } else if (name.equals(NOTES) && isDate(folder.substring(folder.lastIndexOf('/') + 1))) {
      notes.put(folder, file);
    } else {
      warn(text, name.toLowerCase(Locale.ROOT).endsWith(".md") ? "stray-notes" : "stray", name);
    }
  }

  @Override
  public void folder(String text) {
    warn(text, "empty-folder", text.substring(text.lastIndexOf('/') + 1));
  }

  @Override
  public void hidden(String text) {
    warn(text, "stray", text.substring(text.lastIndexOf('/') + 1));
  }

  @Override
  public void link(String text) {
    error(NamingRules.TREE_PATH, text, "link", text.substring(text.lastIndexOf('/') + 1));
  }

  @Override
  public void special(String text) {
    error(NamingRules.TREE_PATH, text, "special", text.substring(text.lastIndexOf('/') + 1));
  }

  @Override
  public void overBudget(String text, String budget, int limit) {
    error(NamingRules.TREE_PATH, text, budget, limit);
  }

  private void warn(String text, String key, Object argument) {
    findings.add(
        Finding.warning(TreeRules.STRAY_FILE, Location.of(text))
            .message(Texts.message(key, argument))
            .remedy(Texts.message(key + ".remedy", argument))
            .build());
  }

  private void error(RuleId rule, String text, String key, Object argument) {
    findings.add(
        Finding.error(rule, Location.of(text))
            .message(Texts.message(key, argument))
            .remedy(Texts.message(key + ".remedy", argument))
            .build());
  }
}
