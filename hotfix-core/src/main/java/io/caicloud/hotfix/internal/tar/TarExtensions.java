package io.caicloud.hotfix.internal.tar;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of PAX and GNU in front of an entry say about it: longer names and sizes than
 * its own header has room for. Not safe to share between threads.
 */
public final class TarExtensions {

  private static final int LARGEST = 1 << 20;

  private @Nullable String name;
  private @Nullable String link;
  private @Nullable Long size;

  /**
   * Return whether a header only extends the next one.
   *
   * @param header the header
   */
  public static boolean isExtension(TarHeader header) {
    return "xgLK".indexOf(header.type()) >= 0;
  }

  /**
   * Refuse an extension that is longer than any sensible one.
   *
   * @param size the number of bytes of its content
   * @throws BadTar if it is more than 1 MiB
   */
  public static int requireSmall(long size) {
    if (size > LARGEST) {
      throw new BadTar("bad-pax");
    }
    return (int) size;
  }

  /**
   * Take note of an extension.
   *
   * @param type the type of its header
   * @param content its content
   * @throws BadTar if it makes no sense, or changes what follows for all entries
   */
  public void take(char type, byte[] content) {
    switch (type) {
      case 'x' -> extend(TarPax.read(content));
      case 'L' -> name = string(content);
      case 'K' -> link = string(content);
      default -> refuseSubstance(TarPax.read(content));
    }
  }

  /**
   * Return an entry's name.
   *
   * @param header its own header
   */
  public String name(TarHeader header) {
    return name == null ? header.name() : name;
  }

  /**
   * Return where a link leads.
   *
   * @param header its own header
   */
  public String link(TarHeader header) {
    return link == null ? header.link() : link;
  }

  /**
   * Return the number of bytes of the content behind a header, which may be an extension itself.
   *
   * @param header the header
   */
  public long size(TarHeader header) {
    return size == null || isExtension(header) ? header.size() : size;
  }

  /** Forget what was said, since the entry it was said about is read. */
  public void clear() {
    name = null;
    link = null;
    size = null;
  }

  private void extend(Map<String, String> records) {
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new BadTar("sparse");
    }
    name = records.getOrDefault("path", name);
    link = records.getOrDefault("linkpath", link);
    String length = records.get("size");
    if (length != null) {
      if (!length.matches("[0-9]{1,18}")) {
        throw new BadTar("bad-size");
      }
      size = Long.valueOf(length);
    }
  }

  private static void refuseSubstance(Map<String, String> records) {
    if (records.containsKey("path")
        || records.containsKey("linkpath")
        || records.containsKey("size")) {
      throw new BadTar("bad-pax");
    }
  }

  private static String string(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }
}
