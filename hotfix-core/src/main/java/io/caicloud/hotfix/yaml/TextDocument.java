package io.caicloud.hotfix.yaml;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text file that people read, such as notes in Markdown: strict UTF-8 within the budget of {@link
 * YamlDocument#MAX_BYTES}, without control characters and without characters that turn the reading
 * direction. What breaks this is a finding, not an exception. Immutable; safe to share between
 * threads.
 */
public final class TextDocument {

  private final String file;
  private final @Nullable SourceText source;
  private final List<Finding> findings;

  private TextDocument(FileBytes bytes) {
    FindingLog log = new FindingLog();
    this.file = bytes.file();
    this.source = bytes.decode(log).orElse(null);
    if (source != null) {
      new CharacterCheck(file, source, log).passes();
    }
    this.findings = log.toList();
  }

  /**
   * Read a text.
   *
   * @param file the path or name to show in findings
   * @param bytes the file's bytes
   */
  public static TextDocument parse(String file, byte[] bytes) {
    return new TextDocument(FileBytes.of(requireNonNull(file, "file"), bytes));
  }

  /**
   * Read a file. A symbolic link is not followed.
   *
   * @param file the file
   * @param name the path or name to show in findings
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code unreadable} if it is no
   *     regular file or cannot be read
   */
  public static TextDocument read(Path file, String name) {
    return new TextDocument(FileBytes.read(file, requireNonNull(name, "name")));
  }

  /** Return the path or name that findings show. */
  public String file() {
    return file;
  }

  /** Return the text without a byte order mark; nothing if it is too large or no UTF-8. */
  public Optional<String> text() {
    return Optional.ofNullable(source).map(SourceText::text);
  }

  /** Return what reading found, in the order of the text. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Return a line without its line break; nothing if there is no such line.
   *
   * @param line the line, from 1
   */
  public Optional<String> lineText(int line) {
    return source == null || line < 1 || line > source.lines()
        ? Optional.empty()
        : Optional.of(source.line(line));
  }

  /**
   * Return the place of a stretch of {@link #text()}, for findings.
   *
   * @param start the index of its first character
   * @param end the index behind its last character
   * @throws IllegalStateException if there is no text
   * @throws IndexOutOfBoundsException if it is not within the text
   */
  public Location location(int start, int end) {
    if (source == null) {
      throw new IllegalStateException("the text of " + file + " could not be read");
    }
    Objects.checkFromToIndex(start, end, source.text().length());
    TextRange range = source.range(source.codePointIndex(start), source.codePointIndex(end));
    return Location.of(file, range);
  }
}
