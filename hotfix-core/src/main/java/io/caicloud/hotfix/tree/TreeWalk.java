package io.caicloud.hotfix.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Walks down folders in the order of names, within a budget, and never through a link. */
final class TreeWalk {

  /** Is told everything that is there. */
  interface Visitor {
    /** A root folder, or what stands in its place. */
    void root(String text);

    /** A regular file. */
    void file(String text, Path file);

    /** A folder with nothing in it. */
    void folder(String text);

    /** A hidden folder, which is not entered. */
    void hidden(String text);

    /** A symbolic link, which is not followed. */
    void link(String text);

    /** A pipe, socket or device. */
    void special(String text);

    /** The place where a budget was used up. */
    void overBudget(String text, String budget, int limit);
  }

  private final TreeBudget budget;
  private final Visitor visitor;
  private int seen;

  TreeWalk(TreeBudget budget, Visitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  /** Walk a root folder or a part of one, if it is there. */
  void start(Path path, String text) {
    Optional<BasicFileAttributes> attributes = attributes(path);
    if (attributes.isPresent()) {
      int slash = text.indexOf('/');
      visitor.root(slash < 0 ? text : text.substring(0, slash));
      visit(path, text, attributes.get());
    }
  }

  private void visit(Path path, String text, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      visitor.link(text);
    } else if (attributes.isRegularFile()) {
      visitor.file(text, path);
    } else if (!attributes.isDirectory()) {
      visitor.special(text);
    } else if (text.substring(text.lastIndexOf('/') + 1).startsWith(".")) {
      visitor.hidden(text);
    } else if (text.chars().filter(c -> c == '/').count() >= budget.depth()) {
      visitor.overBudget(text, "too-deep", budget.depth());
    } else {
      enter(path, text);
    }
  }

  private void enter(Path folder, String text) {
    Map<String, Path> children = children(folder, text);
    if (children.isEmpty() && seen <= budget.files()) {
      visitor.folder(text);
    }
    children.forEach(
        (name, child) -> attributes(child).ifPresent(is -> visit(child, text + "/" + name, is)));
  }

  private Map<String, Path> children(Path folder, String text) {
    if (Thread.currentThread().isInterrupted()) {
      throw Texts.failure("interrupted", null, text);
    }
    Map<String, Path> children = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        if (seen > budget.files()) {
          break;
        }
        seen++;
        if (seen > budget.files()) {
          visitor.overBudget(text, "too-many", budget.files());
          break;
        }
        children.put(String.valueOf(child.getFileName()), child);
      }
      return children;
    } catch (IOException e) {
      throw Texts.failure("tree-unreadable", e, text, e.getClass().getSimpleName());
    } catch (DirectoryIteratorException e) {
      throw Texts.failure("tree-unreadable", e, text, IOException.class.getSimpleName());
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Texts.failure("tree-unreadable", e, path, e.getClass().getSimpleName());
    }
  }
}
