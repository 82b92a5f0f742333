package io.caicloud.hotfix.internal.registry;

import java.util.regex.Pattern;

/**
 * A repository in a registry, such as {@code release/console-web} in {@code registry.example:5000}.
 *
 * @param host the registry's host name or address, with a port unless it is the usual one
 * @param name the repository's name
 */
public record Repository(String host, String name) {

  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

  /**
   * Checks the parts against the grammar of the distribution specification.
   *
   * @throws IllegalArgumentException if {@link #isHost} or {@link #isName} says no
   */
  public Repository {
    if (!isHost(host)) {
      throw new IllegalArgumentException("not a registry's host: " + host);
    }
    if (!isName(name)) {
      throw new IllegalArgumentException("not a repository's name: " + name);
    }
  }

  /**
   * Return whether a text is a host, or a host and a port.
   *
   * @param text any text
   */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches() && Address.hasGoodPort(text);
  }

  /**
   * Return whether a text is the name of a repository.
   *
   * @param text any text
   */
  public static boolean isName(String text) {
    return text.length() <= 255 && NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return host + "/" + name;
  }
}
