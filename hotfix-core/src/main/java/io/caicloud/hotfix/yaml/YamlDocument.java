package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file as text and as a tree that knows where every key and value stands, with the findings
 * of reading it.
 *
 * <p>Reading is strict and bounded: UTF-8 only, at most {@link #MAX_BYTES} bytes and {@link
 * #MAX_DEPTH} levels, one document, no key twice, no tags, aliases for single values only. What is
 * wrong is a finding with the rules of {@link ReadingRules}, never an exception. Immutable; safe to
 * share between threads.
 */
public final class YamlDocument {

  /** The size of the largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** The number of levels that may be nested. */
  public static final int MAX_DEPTH = 64;

  private final String file;
  private final byte[] bytes;
  private final @Nullable SourceText source;
  private final @Nullable Tree tree;
  private final List<Finding> findings;

  private YamlDocument(String file, byte[] bytes, Optional<SourceText> source, FindingLog log) {
    this.file = file;
    this.bytes = bytes;
    this.source = source.orElse(null);
    this.tree =
        source
            .filter(text -> new CharacterCheck(file, text, log).passes())
            .flatMap(text -> new DocumentReader(file, text, log).read())
            .orElse(null);
    this.findings = log.toList();
  }

  /**
   * Read a text.
   *
   * @param file the path or name to show in findings
   * @param bytes the file's bytes; copied
   */
  public static YamlDocument parse(String file, byte[] bytes) {
    return of(FileBytes.of(requireNonNull(file, "file"), bytes));
  }

  /**
   * Read a file. A symbolic link is not followed.
   *
   * @param file the file
   * @param name the path or name to show in findings
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code unreadable} if it is no
   *     regular file or cannot be read
   */
  public static YamlDocument read(Path file, String name) {
    return of(FileBytes.read(file, requireNonNull(name, "name")));
  }

  private static YamlDocument of(FileBytes bytes) {
    FindingLog log = new FindingLog();
    return new YamlDocument(bytes.file(), bytes.bytes(), bytes.decode(log), log);
  }

  /** Return the path or name that findings show. */
  public String file() {
    return file;
  }

  /** Return a copy of the file's bytes; none if the file is too large. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Return the root of the tree; nothing if the file could not be read as one. */
  public Optional<YamlNode> root() {
    return Optional.ofNullable(tree).map(Tree::root);
  }

  /**
   * Return the values of the tree in which two opening brackets stand in a row, as they do before a
   * variable, in the order of the text. Keys are not among them. They were noted when the file was
   * read.
   */
  public List<YamlScalar> bracketed() {
    return tree == null ? List.of() : tree.bracketed();
  }

  /** Return what reading found, in the order of the text. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Return the comments, in the order of the text; none if the file could not be read as a tree.
   * Text in a value that looks like a comment is none. They are looked for at each call.
   */
  public List<YamlComment> comments() {
    return tree == null ? List.of() : Comments.of(requireSource());
  }

  /**
   * Return the comments that hold a text, as {@link #comments()}; at once where the file does not.
   *
   * @param part the text
   */
  public List<YamlComment> comments(String part) {
    return tree == null || !requireSource().text().contains(part)
        ? List.of()
        : comments().stream().filter(comment -> comment.text().contains(part)).toList();
  }

  /**
   * Return the node at a JSON pointer (RFC 6901).
   *
   * @param pointer the pointer, such as {@code /_config/_metadata/version}; empty for the root
   */
  public Optional<YamlNode> find(String pointer) {
    return root().flatMap(node -> Pointers.find(node, pointer));
  }

  /**
   * Return a line of the file without its line break.
   *
   * @param line the line, from 1
   */
  public Optional<String> lineText(int line) {
    if (source == null || line < 1 || line > source.lines()) {
      return Optional.empty();
    }
    return Optional.of(source.line(line));
  }

  /**
   * Return the place of a node in this file, for findings.
   *
   * @param node a node of this document
   */
  public Location location(YamlNode node) {
    return new Location(file, node.range(), node.pointer());
  }

  /**
   * Return the way from a scalar's value back to this file's text.
   *
   * @param scalar a scalar of this document
   */
  public ScalarText text(YamlScalar scalar) {
    return new ScalarText(requireSource(), scalar);
  }

  /**
   * Return the edit that replaces a stretch of this file.
   *
   * @param range the stretch, within the text
   * @param replacement the new text
   */
  public TextEdit edit(TextRange range, String replacement) {
    SourceText text = requireSource();
    int offset = text.byteOffset(text.start(range));
    return new TextEdit(offset, text.byteOffset(text.end(range)) - offset, replacement);
  }

  /**
   * Return the stretch of this file that an edit replaces, the way back from {@link #edit}.
   *
   * @param edit an edit of this file, between characters
   */
  public TextRange range(TextEdit edit) {
    SourceText text = requireSource();
    int start = text.indexAtByte(edit.offset());
    return text.range(start, text.indexAtByte(edit.offset() + edit.length()));
  }

  private SourceText requireSource() {
    if (source == null) {
      throw new IllegalStateException("the text of " + file + " could not be read");
    }
    return source;
  }

  /** Return the character before a range; a line break if there is none. */
  String precedes(TextRange range) {
    SourceText text = requireSource();
    int start = text.start(range);
    return start == 0 ? "\n" : text.slice(start - 1, start);
  }

  /** Return the text behind a range as it stands in the file. */
  String slice(TextRange range) {
    return requireSource().slice(range);
  }
}
