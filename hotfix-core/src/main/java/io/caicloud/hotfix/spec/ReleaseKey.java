package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of an object in the release store: {@code platform/<version
 * folder>/hotfixes/<yyyymmdd>/<file>} (process document, sections "Describe directory"). Ordered as
 * text.
 *
 * @param folder the folder of the product version
 * @param kind hotfix or manual fix
 * @param date the day of the hotfix
 * @param file the name of the package, of a file beside it or of the notes
 */
public record ReleaseKey(VersionFolder folder, Kind kind, HotfixDate date, String file)
    implements Comparable<ReleaseKey> {

  /** What kinds of fixes the store holds, each in a folder of its own. */
  public enum Kind {
    /** Packages that replace an addon. */
    HOTFIX("hotfixes"),
    /** Everything else: scripts, guides. */
    MANUAL_FIX("manual-fixes");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }

    /** Return the name of the folder. */
    public String folder() {
      return folder;
    }
  }

  private static final int MAX_BYTES = 1023;
  private static final Pattern FORM =
      Pattern.compile("platform/(.+)/(hotfixes|manual-fixes)/(\\d{8})/([^/]+)");

  /**
   * Checks the parts.
   *
   * @throws HotfixException with code {@code invalid-release-file} if the file is not one plain
   *     name; {@code release-key-too-long} if the key has more than 1023 bytes in UTF-8
   */
  public ReleaseKey {
    requireNonNull(folder, "folder");
    requireNonNull(kind, "kind");
    requireNonNull(date, "date");
    if (!PathPart.isValid(file)) {
      throw Texts.invalid("invalid-release-file", file);
    }
    String key = text(folder, kind, date, file);
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Texts.invalid("release-key-too-long", key, MAX_BYTES);
    }
  }

  /**
   * Return the key of a file of a hotfix.
   *
   * @param folder the folder of the product version
   * @param date the day of the hotfix
   * @param file the file's name
   * @throws HotfixException as the constructor
   */
  public static ReleaseKey hotfix(VersionFolder folder, HotfixDate date, String file) {
    return new ReleaseKey(folder, Kind.HOTFIX, date, file);
  }

  /**
   * Return the key of a file of a manual fix.
   *
   * @param folder the folder of the product version
   * @param date the day of the fix
   * @param file the file's name
   * @throws HotfixException as the constructor
   */
  public static ReleaseKey manualFix(VersionFolder folder, HotfixDate date, String file) {
    return new ReleaseKey(folder, Kind.MANUAL_FIX, date, file);
  }

  /**
   * Parse a key.
   *
   * @param text the key
   * @throws HotfixException with code {@code invalid-release-key} if it has another form, or as the
   *     constructor
   */
  public static ReleaseKey parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || HotfixDate.find(matcher.group(3)).isEmpty()) {
      throw Texts.invalid("invalid-release-key", text);
    }
    Kind kind = matcher.group(2).equals(Kind.HOTFIX.folder()) ? Kind.HOTFIX : Kind.MANUAL_FIX;
    return new ReleaseKey(
        new VersionFolder(matcher.group(1)),
        kind,
        HotfixDate.parse(matcher.group(3)),
        matcher.group(4));
  }

  /** Return the folder of the key, with a slash at its end: the prefix of all keys beside it. */
  public String prefix() {
    return text(folder, kind, date, "");
  }

  /** Order as text. */
  @Override
  public int compareTo(ReleaseKey other) {
    return toString().compareTo(other.toString());
  }

  /** Return the key. */
  @Override
  public String toString() {
    return text(folder, kind, date, file);
  }

  private static String text(VersionFolder folder, Kind kind, HotfixDate date, String file) {
    return "platform/" + folder + "/" + kind.folder() + "/" + date + "/" + file;
  }
}
