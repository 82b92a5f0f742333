package io.caicloud.hotfix.process;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.yaml.TextDocument;
import java.nio.file.Path;

/**
 * The notes of a date folder, {@code README.md}, which say what its packages change.
 *
 * @param document the text
 */
public record ReleaseNotes(TextDocument document) {

  /** Refuses null. */
  public ReleaseNotes {
    requireNonNull(document, "document");
  }

  /**
   * Read notes. A symbolic link is not followed.
   *
   * @param file the file
   * @param name the path or name to show in findings
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code unreadable} if it is no
   *     regular file or cannot be read
   */
  public static ReleaseNotes read(Path file, String name) {
    return new ReleaseNotes(TextDocument.read(file, name));
  }
}
