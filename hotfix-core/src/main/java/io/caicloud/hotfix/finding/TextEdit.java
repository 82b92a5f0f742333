package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

/**
 * One replacement in a file's bytes.
 *
 * @param offset the first byte that is replaced, from 0
 * @param length the number of bytes replaced; 0 inserts
 * @param replacement the new text, written as UTF-8
 */
public record TextEdit(int offset, int length, String replacement) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public TextEdit {
    requireNonNull(replacement, "replacement");
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("negative offset or length: " + offset + ", " + length);
    }
  }
}
