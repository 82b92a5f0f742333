package io.caicloud.hotfix.rules.fix;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEdits;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what the rules say of a text before and after edits. A finding is the same one if its
 * rule objects to the same place as badly, and places are followed through the edits: what moved
 * down a line has not changed. What it says may change with the value that it names.
 */
final class Verification {

  private final YamlDocument before;
  private final YamlDocument after;
  private final List<TextEdit> edits;

  /**
   * Apply edits.
   *
   * @param before the text
   * @param edits the edits, sorted, of which no two meet
   */
  Verification(YamlDocument before, List<TextEdit> edits) {
    this.before = before;
    this.edits = edits;
    this.after = YamlDocument.parse(before.file(), YamlEdits.apply(before.bytes(), edits));
  }

  /** Return the text with the edits. */
  YamlDocument edited() {
    return after;
  }

  /** What makes a finding the same one. */
  private record Identity(String rule, Severity severity, String file, String place) {}

  /** Return why fixes do not hold: their finding stays, or another one came. */
  Optional<Message> objection(RuleReport was, RuleReport is, List<Finding> fixed) {
    Map<Identity, Integer> expected = new HashMap<>();
    Set<Identity> gone = new HashSet<>();
    was.findings().forEach(finding -> expected.merge(identity(before, finding), 1, Integer::sum));
    for (Finding finding : fixed) {
      Identity identity = identity(before, finding);
      expected.merge(identity, -1, Integer::sum);
      gone.add(identity);
    }
    for (Finding finding : is.findings()) {
      Identity identity = identity(after, finding);
      boolean extra = expected.merge(identity, -1, Integer::sum) < 0;
      if (extra && gone.contains(identity)) {
        return Optional.of(Texts.message("stays"));
      }
      if (extra && !wasHidden(finding)) {
        return Optional.of(Texts.message("brings", finding.message(), finding.rule()));
      }
    }
    return Optional.empty();
  }

  /**
   * Return whether a finding could not be seen because the text could not be read. What stops
   * reading now must stand behind the first edit, or that edit did not help.
   */
  private boolean wasHidden(Finding finding) {
    if (before.root().isPresent()) {
      return false;
    }
    boolean stops = after.root().isEmpty() && after.findings().contains(finding);
    TextEdit first = edits.get(0);
    TextRange range = finding.location().range();
    return !stops
        || (range != null && origin(offset(after, range)) >= first.offset() + first.length());
  }

  private Identity identity(YamlDocument document, Finding finding) {
    String file = finding.location().file();
    TextRange range = finding.location().range();
    String place = range == null ? finding.message().toString() : range.toString();
    // Without lines there is no text: it is too large, or not UTF-8.
    if (range != null && file.equals(document.file()) && document.lineText(1).isPresent()) {
      int offset = offset(document, range);
      place = String.valueOf(document == after ? origin(offset) : clamped(offset));
    }
    return new Identity(finding.rule().code(), finding.severity(), file, place);
  }

  private static int offset(YamlDocument document, TextRange range) {
    return document.edit(range, "").offset();
  }

  /** Return the place before the edits of a place after them; of one within, where it starts. */
  private int origin(int offset) {
    int grown = 0;
    for (TextEdit edit : edits) {
      int start = edit.offset() + grown;
      int length = edit.replacement().getBytes(StandardCharsets.UTF_8).length;
      if (offset < start) {
        break;
      }
      if (offset < start + length) {
        return edit.offset();
      }
      grown += length - edit.length();
    }
    return offset - grown;
  }

  private int clamped(int offset) {
    for (TextEdit edit : edits) {
      if (offset > edit.offset() && offset < edit.offset() + edit.length()) {
        return edit.offset();
      }
    }
    return offset;
  }
}
