package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A change that removes a finding.
 *
 * @param description what the change does, in a few words
 * @param edits the replacements, all in the file of the finding's location, none overlapping
 * @param safe whether the change keeps the meaning the author intended, so that a tool may apply it
 *     unasked; otherwise it is a suggestion
 */
public record Fix(Message description, List<TextEdit> edits, boolean safe) {

  /** Copies the edits. */
  public Fix {
    requireNonNull(description, "description");
    edits = List.copyOf(edits);
  }
}
