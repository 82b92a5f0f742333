package io.caicloud.hotfix.spec;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of the form {@code <addon>-<VERSION>} with what people put behind it: {@code -fix-211},
 * {@code -feat-714}, {@code -fix-cps361} of another tracker, or a date.
 */
record FolderCut(NameCut name, Suffix suffix) {

  /** What stands behind addon and version. */
  record Suffix(@Nullable HotfixDesc desc, @Nullable String otherIssue) {
    static final Suffix NONE = new Suffix(null, null);
  }

  private static final Pattern ISSUE =
      Pattern.compile("(.*)-(feat|fix|bug)-([A-Za-z]*)([1-9]\\d{0,8})");
  private static final Pattern DATE = Pattern.compile("(.+)-(\\d{8})");

  /**
   * Cut a name.
   *
   * @param text the name, without product and without desc in front
   * @param known the version, if it is known; a name that does not hold it is cut by its form
   */
  static Optional<FolderCut> of(String text, Optional<HotfixVersion> known) {
    Function<String, Optional<NameCut>> byForm =
        stem -> NameCut.dated(stem).or(() -> NameCut.undated(stem));
    return known
        .flatMap(version -> atVersion(text, version))
        .or(() -> beforeIssue(text, byForm))
        .or(() -> beforeDate(text, byForm))
        .or(() -> byForm.apply(text).map(FolderCut::plain));
  }

  /** Return the text before a suffix, or all of it. */
  static String stem(String text) {
    Matcher issue = ISSUE.matcher(text);
    if (issue.matches()) {
      return issue.group(1);
    }
    Matcher date = DATE.matcher(text);
    return date.matches() && HotfixDate.find(date.group(2)).isPresent() ? date.group(1) : text;
  }

  /** Return what stands behind, whether or not the rest can be cut. */
  static Suffix suffix(String text) {
    Matcher matcher = ISSUE.matcher(text);
    if (!matcher.matches()) {
      return Suffix.NONE;
    }
    if (!matcher.group(3).isEmpty()) {
      return new Suffix(null, matcher.group(3) + matcher.group(4));
    }
    boolean feature = matcher.group(2).equals(HotfixDesc.Kind.FEATURE.prefix());
    HotfixDesc.Kind kind = feature ? HotfixDesc.Kind.FEATURE : HotfixDesc.Kind.BUG;
    return new Suffix(new HotfixDesc(kind, Integer.parseInt(matcher.group(4))), null);
  }

  private static Optional<FolderCut> atVersion(String text, HotfixVersion version) {
    Function<String, Optional<NameCut>> atEnd = stem -> NameCut.before(stem, version);
    return atEnd
        .apply(text)
        .map(FolderCut::plain)
        .or(() -> beforeIssue(text, atEnd))
        .or(() -> beforeDate(text, atEnd));
  }

  private static Optional<FolderCut> beforeIssue(
      String text, Function<String, Optional<NameCut>> cut) {
    Matcher matcher = ISSUE.matcher(text);
    return matcher.matches()
        ? cut.apply(matcher.group(1)).map(name -> new FolderCut(name, suffix(text)))
        : Optional.empty();
  }

  private static Optional<FolderCut> beforeDate(
      String text, Function<String, Optional<NameCut>> cut) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<HotfixDate> date = HotfixDate.find(matcher.group(2));
    return date.flatMap(day -> cut.apply(matcher.group(1)).map(name -> dated(name, day)));
  }

  private static FolderCut dated(NameCut name, HotfixDate date) {
    return plain(name.date() == null ? new NameCut(name.addon(), date, name.version()) : name);
  }

  private static FolderCut plain(NameCut name) {
    return new FolderCut(name, Suffix.NONE);
  }
}
