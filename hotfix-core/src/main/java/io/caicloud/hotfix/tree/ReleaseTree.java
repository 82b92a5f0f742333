package io.caicloud.hotfix.tree;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.HotfixDesc;
import java.nio.file.Path;
import java.util.List;

/**
 * The hotfixes of a checkout: {@code release-hotfixes/} and {@code oem-hotfixes/}, or a part of
 * them. Everything below the path that was read is an entry, the notes of a date folder, or a
 * finding; nothing is skipped silently, and no symbolic link is followed.
 *
 * <p>Entries, notes and findings are ordered by path, whatever order the file system gives.
 * Immutable, safe to share between threads. Values files are not kept in memory, see {@link
 * TreeEntry}; a file that changes later is refused.
 */
public final class ReleaseTree {

  private final Path path;
  private final List<TreeEntry> entries;
  private final List<Path> readmes;
  private final List<Finding> findings;

  ReleaseTree(Path path, List<TreeEntry> entries, List<Path> readmes, List<Finding> findings) {
    this.path = path;
    this.entries = List.copyOf(entries);
    this.readmes = List.copyOf(readmes);
    this.findings = findings.stream().sorted().toList();
  }

  /**
   * Read a tree: a folder that holds {@code release-hotfixes} or {@code oem-hotfixes}, one of these
   * themselves, or a version folder, date folder, package folder or values file in one. What the
   * folders above the path say, such as version and date, counts.
   *
   * <p>At most 200,000 files and folders, twelve levels deep, are looked at; a finding says so when
   * there are more.
   *
   * @param path the folder or file
   * @throws HotfixException with code {@code no-release-tree} if there is nothing at the path, or
   *     neither it nor a folder above or directly below it is a release tree; {@code
   *     tree-unreadable} or {@code unreadable} if the file system refuses; {@code interrupted} if
   *     the thread was interrupted
   */
  public static ReleaseTree read(Path path) {
    return TreeReader.read(requireNonNull(path, "path"), TreeBudget.DEFAULT);
  }

  /**
   * Return this tree with a desc for the hotfixes whose folder names none.
   *
   * @param desc why they are made
   */
  public ReleaseTree withDesc(HotfixDesc desc) {
    return new ReleaseTree(
        path,
        entries.stream().map(e -> e.desc().isPresent() ? e : e.withDesc(desc)).toList(),
        readmes,
        findings);
  }

  /** Return the path that was read, as it was given. */
  public Path path() {
    return path;
  }

  /** Return the hotfixes, also those that cannot be packed as they are. */
  public List<TreeEntry> entries() {
    return entries;
  }

  /** Return the notes, {@code README.md}, of the date folders; of those above the path read too. */
  public List<Path> readmes() {
    return readmes;
  }

  /**
   * Return what belongs to no entry: files that no package would take, paths of no known shape,
   * symbolic links. Each entry has findings of its own.
   */
  public List<Finding> findings() {
    return findings;
  }
}
