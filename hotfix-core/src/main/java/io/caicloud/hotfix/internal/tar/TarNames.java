package io.caicloud.hotfix.internal.tar;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names in a tar file that may be hostile: none may lead out of it. */
public final class TarNames {

  private TarNames() {}

  /**
   * Return a name without {@code ./} in front and {@code /} at the end.
   *
   * @param name the name as it stands there
   * @throws BadTar if it could lead elsewhere
   */
  public static String normal(String name) {
    String[] parts = name.split("/", -1);
    Deque<String> kept = new ArrayDeque<>();
    for (int i = 0; i < parts.length; i++) {
      boolean harmless = parts[i].equals(".") || (parts[i].isEmpty() && i == parts.length - 1);
      if (!harmless) {
        if (parts[i].isEmpty() || parts[i].equals("..") || isOdd(parts[i])) {
          throw new BadTar("bad-name");
        }
        kept.addLast(parts[i]);
      }
    }
    return String.join("/", kept);
  }

  /**
   * Return what a symbolic link means, from the top of the tar file.
   *
   * @param link the link's own name
   * @param target where it leads, as it stands there
   * @throws BadTar if it leads out of it
   */
  public static String target(String link, String target) {
    Deque<String> path = new ArrayDeque<>();
    if (link.indexOf('/') >= 0) {
      for (String part : link.substring(0, link.lastIndexOf('/')).split("/", -1)) {
        path.addLast(part);
      }
    }
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        if (path.pollLast() == null) {
          throw new BadTar("bad-link");
        }
      } else if (part.isEmpty() || isOdd(part)) {
        throw new BadTar("bad-link");
      } else if (!part.equals(".")) {
        path.addLast(part);
      }
    }
    return String.join("/", path);
  }

  private static boolean isOdd(String part) {
    return part.indexOf('\0') >= 0 || part.indexOf('\\') >= 0;
  }
}
