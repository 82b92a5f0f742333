package io.caicloud.hotfix.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an addon name ends and a version begins. Both may hold hyphens, so a name alone does not
 * always say; the cuts here are those that fit real names, and whoever knows the version (from
 * {@code _metadata}) gives it.
 */
record NameCut(AddonName addon, @Nullable HotfixDate date, HotfixVersion version) {

  private static final Pattern DATE = Pattern.compile("-(\\d{8})(?=-)");
  private static final Pattern LAST_DATE = Pattern.compile("(.+)-(\\d{8})");
  private static final Pattern NUMBER = Pattern.compile("v?\\d+([._-].*)?");
  private static final Pattern V_NUMBER = Pattern.compile("v\\d+-.*");
  private static final Pattern NO_ADDON_CHARACTER = Pattern.compile("[^a-z0-9-]");

  /** Cut {@code <addon>-<date>-<version>} at the first date that leaves both sides well formed. */
  static Optional<NameCut> dated(String text) {
    Matcher matcher = DATE.matcher(text);
    while (matcher.find()) {
      Optional<HotfixDate> date = HotfixDate.find(matcher.group(1));
      String addon = text.substring(0, matcher.start());
      String version = text.substring(matcher.end() + 1);
      if (date.isPresent() && AddonName.isValid(addon) && HotfixVersion.isValid(version)) {
        return Optional.of(of(addon, date.get(), version));
      }
    }
    return Optional.empty();
  }

  /**
   * Cut {@code <addon>-<version>}: the addon cannot reach beyond the first character that addon
   * names do not have. Of the hyphens before it, take the last one, unless a plain number such as
   * {@code v3-rc1} begins at one further left and none at the last.
   */
  static Optional<NameCut> undated(String text) {
    Matcher matcher = NO_ADDON_CHARACTER.matcher(text);
    boolean found = matcher.find();
    int limit = found ? matcher.start() : text.length();
    NameCut last = null;
    for (int i = text.lastIndexOf('-', limit - 1); i > 0; i = text.lastIndexOf('-', i - 1)) {
      String version = text.substring(i + 1);
      if (AddonName.isValid(text.substring(0, i)) && HotfixVersion.isValid(version)) {
        Pattern number = last == null || !found ? NUMBER : V_NUMBER;
        if (number.matcher(version).matches()) {
          return Optional.of(of(text.substring(0, i), null, version));
        }
        last = last == null ? of(text.substring(0, i), null, version) : last;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Cut before a version that is known, and before a date in front of it if there is one. */
  static Optional<NameCut> before(String text, HotfixVersion version) {
    if (!text.endsWith("-" + version)) {
      return Optional.empty();
    }
    String left = text.substring(0, text.length() - version.value().length() - 1);
    Matcher matcher = LAST_DATE.matcher(left);
    if (matcher.matches() && AddonName.isValid(matcher.group(1))) {
      Optional<HotfixDate> date = HotfixDate.find(matcher.group(2));
      if (date.isPresent()) {
        return Optional.of(of(matcher.group(1), date.get(), version.value()));
      }
    }
    return AddonName.isValid(left)
        ? Optional.of(new NameCut(new AddonName(left), null, version))
        : Optional.empty();
  }

  private static NameCut of(String addon, @Nullable HotfixDate date, String version) {
    return new NameCut(new AddonName(addon), date, new HotfixVersion(version));
  }
}
