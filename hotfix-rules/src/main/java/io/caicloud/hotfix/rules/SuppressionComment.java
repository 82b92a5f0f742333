package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlComment;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a comment says that suppresses findings: {@code # hotfix-rules disable=HF305,HF401
 * until=2026-12-31 reason=agreed with the site}. Keys stand in any order, the reason last.
 *
 * @param wholeFile whether it is about the whole file, {@code disable-file}
 * @param rules the words that name rules
 * @param until the last day on which it holds
 * @param reason why
 */
record SuppressionComment(boolean wholeFile, List<Word> rules, LocalDate until, String reason) {

  /** What such a comment starts with. */
  static final String MARK = "hotfix-rules";

  /** The number of rules that one comment may name. */
  static final int MAX_RULES = 32;

  private static final String DISABLE = "disable";
  private static final String DISABLE_FILE = "disable-file";
  private static final String UNTIL = "until";
  private static final String REASON = "reason";
  private static final List<String> KEYS = List.of(DISABLE, DISABLE_FILE, UNTIL, REASON);

  /** Only what speaks of disabling is meant for us; other comments may start with our name. */
  private static final Pattern OURS =
      Pattern.compile("#+[ \t]*hotfix-rules:?[ \t]+(?=disable|[A-Za-z-]+[ \t]*=)");

  private static final Pattern KEY = Pattern.compile("[ \t]*([^ \t=]+)(=?)");
  private static final String BLANKS = " \t";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * A word in a comment.
   *
   * @param text the word
   * @param range where it stands
   */
  record Word(String text, TextRange range) {}

  /** What is wrong with a comment, and where. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Message text;
    private final transient TextRange range;

    Malformed(TextRange range, String key, Object... arguments) {
      super(key, null, false, false);
      this.text = Texts.message("HF905." + key, arguments);
      this.range = range;
    }

    Message text() {
      return text;
    }

    TextRange range() {
      return range;
    }
  }

  /** Return whether a comment is meant to suppress something. */
  static boolean isOne(YamlComment comment) {
    return OURS.matcher(comment.text()).lookingAt();
  }

  /**
   * Read a comment that {@linkplain #isOne is one}.
   *
   * @throws Malformed if it says anything else
   */
  static SuppressionComment of(YamlComment comment) throws Malformed {
    Map<String, Word> parts = parts(comment);
    Word file = parts.get(DISABLE_FILE);
    Word line = parts.get(DISABLE);
    if ((file == null) == (line == null)) {
      throw new Malformed(comment.range(), file == null ? "no-rule" : "two-scopes");
    }
    String reason = parts.getOrDefault(REASON, new Word("", comment.range())).text();
    if (reason.isBlank()) {
      throw new Malformed(comment.range(), "no-reason");
    }
    LocalDate until = date(parts.get(UNTIL), comment);
    List<Word> rules = rules(file == null ? line : file, comment);
    return new SuppressionComment(file != null, rules, until, reason.strip());
  }

  private static Map<String, Word> parts(YamlComment comment) throws Malformed {
    String text = comment.text();
    Matcher start = OURS.matcher(text);
    int at = start.lookingAt() ? start.end() : text.length();
    Map<String, Word> parts = new LinkedHashMap<>();
    Matcher key = KEY.matcher(text);
    while (key.region(at, text.length()).lookingAt()) {
      Word name = word(comment, key.start(1), key.end(1));
      requireKey(name, !key.group(2).isEmpty());
      int end = end(text, key.end(), name.text());
      if (parts.put(name.text(), word(comment, key.end(), end)) != null) {
        throw new Malformed(name.range(), "twice", name.text());
      }
      at = end;
    }
    if (!text.substring(at).isBlank()) {
      throw new Malformed(word(comment, at, text.length()).range(), "rest");
    }
    return parts;
  }

  private static void requireKey(Word key, boolean hasValue) throws Malformed {
    if (!KEYS.contains(key.text())) {
      Optional<String> meant = Suggestions.closest(key.text(), KEYS);
      throw meant.isPresent()
          ? new Malformed(key.range(), "key.meant", key.text(), meant.get())
          : new Malformed(key.range(), "key", key.text());
    }
    if (!hasValue) {
      throw new Malformed(key.range(), "no-value", key.text());
    }
  }

  private static int end(String text, int start, String key) {
    if (key.equals(REASON)) {
      return text.length();
    }
    int end = start;
    boolean more = true;
    while (more) {
      end = skip(text, end, c -> c != ',' && BLANKS.indexOf(c) < 0);
      int next = skip(text, end, c -> BLANKS.indexOf(c) >= 0);
      more = next < text.length() && text.charAt(next) == ',';
      end = more ? skip(text, next + 1, c -> BLANKS.indexOf(c) >= 0) : end;
    }
    return end;
  }

  private static int skip(String text, int from, IntPredicate skipped) {
    int at = from;
    while (at < text.length() && skipped.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static LocalDate date(@Nullable Word word, YamlComment comment) throws Malformed {
    if (word == null || word.text().isEmpty()) {
      throw new Malformed(comment.range(), "no-until");
    }
    try {
      return LocalDate.parse(word.text(), DATE);
    } catch (DateTimeParseException e) {
      throw new Malformed(word.range(), "until", word.text());
    }
  }

  private static List<Word> rules(Word list, YamlComment comment) throws Malformed {
    List<Word> rules = new ArrayList<>();
    int at = offset(comment, list.range().column());
    for (String piece : list.text().split(",", -1)) {
      String rule = piece.strip();
      if (rule.isEmpty()) {
        throw new Malformed(list.range(), "no-rule");
      }
      int from = at + piece.indexOf(rule);
      rules.add(word(comment, from, from + rule.length()));
      at += piece.length() + 1;
    }
    if (rules.size() > MAX_RULES) {
      throw new Malformed(list.range(), "too-many-rules", rules.size(), MAX_RULES);
    }
    return rules;
  }

  private static int offset(YamlComment comment, int column) {
    return comment.text().offsetByCodePoints(0, column - comment.range().column());
  }

  private static Word word(YamlComment comment, int start, int end) {
    int line = comment.range().line();
    int column = comment.range().column();
    String text = comment.text();
    int from = column + text.codePointCount(0, start);
    return new Word(
        text.substring(start, end),
        new TextRange(line, from, line, from + text.codePointCount(start, end)));
  }
}
