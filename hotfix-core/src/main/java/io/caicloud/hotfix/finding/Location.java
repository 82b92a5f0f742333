package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where a finding is: a file, a range in it if it is about text, and the JSON pointer of the YAML
 * node if there is one.
 *
 * @param file the path as the caller gave it, with {@code /} between its parts; a bare name if
 *     there is no file
 * @param range the stretch of text, or null if the finding is about the file as a whole
 * @param pointer the JSON pointer (RFC 6901) of the YAML node; empty if there is none
 */
public record Location(String file, @Nullable TextRange range, String pointer) {

  /** Checks that file and pointer are there. */
  public Location {
    requireNonNull(file, "file");
    requireNonNull(pointer, "pointer");
  }

  /**
   * Return the place of a whole file.
   *
   * @param file the path or name
   */
  public static Location of(String file) {
    return new Location(file, null, "");
  }

  /**
   * Return a place in a text.
   *
   * @param file the path or name
   * @param range the stretch of text
   */
  public static Location of(String file, TextRange range) {
    return new Location(file, requireNonNull(range, "range"), "");
  }

  /** Return {@code file:line:column}, or the file alone. */
  @Override
  public String toString() {
    return range == null ? file : file + ":" + range;
  }
}
