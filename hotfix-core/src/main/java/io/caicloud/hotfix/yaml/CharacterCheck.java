package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import java.util.Locale;

/** The check for characters that a text file should not hold, escaped ones apart. */
final class CharacterCheck {

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  CharacterCheck(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  /** Report what is there, and return whether the parser can take the text. */
  boolean passes() {
    String text = source.text();
    if (isPlain(text)) {
      return true;
    }
    boolean parsable = true;
    int index = 0;
    int width;
    for (int i = 0; i < text.length(); i += width) {
      int c = text.codePointAt(i);
      width = Character.charCount(c);
      if (c >= 0x7F || c < 0x20) {
        if (isControl(c)) {
          report(ReadingRules.CONTROL_CHARACTER, index, c);
          parsable = false;
        } else if (isBidi(c)) {
          report(ReadingRules.BIDI, index, c);
        }
      }
      index++;
    }
    return parsable;
  }

  /** Return whether a text has nothing to look at twice. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7F || (c < 0x20 && c != '\n')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Return whether a character is a control character, or one that YAML 1.1 takes for a line break
   * and YAML 1.2 does not, or none at all, or a byte order mark in the middle of the text.
   */
  static boolean isControl(int c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        || (c >= 0x7F && c < 0xA0)
        || c == 0x2028
        || c == 0x2029
        || c == 0xFEFF
        || (c & 0xFFFE) == 0xFFFE;
  }

  static boolean isBidi(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private void report(RuleId rule, int index, int c) {
    log.error(
        rule,
        Location.of(file, source.range(index, index + 1)),
        finding ->
            finding
                .message(Texts.message(rule.slug(), String.format(Locale.ROOT, "U+%04X", c)))
                .remedy(Texts.message(rule.slug() + "-remedy")));
  }
}
