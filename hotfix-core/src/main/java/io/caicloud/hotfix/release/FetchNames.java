package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decides which keys may become file names: those that are files of that name, and no others, on
 * every usual file system.
 */
final class FetchNames {

  private static final int MOST_BYTES = 255;

  /** Characters and ends that Windows does not have in names, or drops. */
  private static final Pattern BAD = Pattern.compile(".*[<>:\"|?*].*|.*[. ]|[. ].*");

  /** Devices of Windows, whatever follows a dot, and short names, which stand for other files. */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\\..*)?"
              + "|[^.]{1,6}~[0-9]+(\\.[^.]{0,3})?",
          Pattern.CASE_INSENSITIVE);

  private FetchNames() {}

  /** Return what a key has behind a folder. */
  static StoreKey below(String folder, StoreKey key) {
    if (!key.value().startsWith(folder)) {
      throw Texts.failure("store-failed", folder, "lists " + key);
    }
    return StoreKey.of(key.value().substring(folder.length()));
  }

  /**
   * Refuse names that cannot stand together in a folder.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code fetch-name} or {@code
   *     fetch-collision}
   */
  static void check(List<StoreKey> names) {
    Map<String, String> folders = new HashMap<>();
    Map<String, String> files = new HashMap<>();
    for (StoreKey name : names) {
      String path = name.value();
      for (String part : path.split("/", -1)) {
        refuseSpecial(part, name);
      }
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        String folder = path.substring(0, end);
        refuseOther(folders.putIfAbsent(folded(folder), folder), folder);
      }
      refuseAny(files.putIfAbsent(folded(path), path), path);
    }
    files.forEach((folded, path) -> refuseAny(folders.get(folded), path));
  }

  private static void refuseSpecial(String part, StoreKey name) {
    if (part.getBytes(UTF_8).length > MOST_BYTES
        || BAD.matcher(part).matches()
        || SPECIAL.matcher(part).matches()) {
      throw Texts.failure("fetch-name", name);
    }
  }

  private static void refuseOther(@org.jspecify.annotations.Nullable String there, String path) {
    if (there != null && !there.equals(path)) {
      throw Texts.failure("fetch-collision", path, there);
    }
  }

  private static void refuseAny(@org.jspecify.annotations.Nullable String there, String path) {
    if (there != null) {
      throw Texts.failure("fetch-collision", path, there);
    }
  }

  /** Return what file systems that fold case or normalize Unicode make of a path. */
  private static String folded(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFKC);
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }
}
