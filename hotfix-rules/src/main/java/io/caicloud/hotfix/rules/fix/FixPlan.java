package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the fixes make of files, before anything is written. Immutable; safe to share between
 * threads.
 */
public final class FixPlan {

  private final List<FileFix> files;

  private FixPlan(List<FileFix> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Return a plan for files.
   *
   * @param files the files, each once
   */
  public static FixPlan of(List<FileFix> files) {
    return new FixPlan(files);
  }

  /**
   * Return a plan for the files of this one and another.
   *
   * @param other the other plan; files that this one has too are left out
   */
  public FixPlan and(FixPlan other) {
    List<FileFix> all = new ArrayList<>(files);
    List<Path> known = files.stream().map(FixPlan::place).toList();
    requireNonNull(other, "other").files.stream()
        .filter(file -> !known.contains(place(file)))
        .forEach(all::add);
    return new FixPlan(all);
  }

  private static Path place(FileFix file) {
    return file.file().toAbsolutePath().normalize();
  }

  /** Return the files; those that stay as they are may be among them. */
  public List<FileFix> files() {
    return files;
  }

  /** Return the files whose text differs. */
  public List<FileFix> changes() {
    return files.stream().filter(file -> file.result().changed()).toList();
  }

  /**
   * Return what differs as one unified diff that {@code patch -p1} and {@code git apply} take;
   * empty if nothing does. Names are those that findings show.
   */
  public String diff() {
    return files.stream().map(file -> file.result().diff()).collect(Collectors.joining());
  }

  /**
   * Write the files whose text differs. Each new text is written beside its file first and takes
   * its place with its mode when all are there; no file is ever half written. A symbolic link is
   * not followed.
   *
   * @return the files that were written
   * @throws HotfixException with code {@code file-changed}, and nothing written, if a file is not
   *     what the plan was made from; {@code not-written} if the file system refuses, and that file
   *     and those behind it are as they were
   */
  public List<Path> apply() {
    List<FileFix> changes = changes();
    try (Replacements replacements = new Replacements()) {
      changes.forEach(replacements::prepare);
      replacements.place();
    }
    return changes.stream().map(FileFix::file).toList();
  }
}
