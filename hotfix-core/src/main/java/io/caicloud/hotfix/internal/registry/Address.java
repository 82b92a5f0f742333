package io.caicloud.hotfix.internal.registry;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host and port reached by http or https.
 *
 * @param secure true for https
 * @param host the host name or address in lower case, an IPv6 address without brackets
 * @param port the port
 */
record Address(boolean secure, String host, int port) {

  private static final Pattern PATH = Pattern.compile("[\\x21-\\x7e&&[^#]]+");
  private static final Pattern FOUR = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Return the address of a place. */
  static Address of(URI place) {
    boolean secure = "https".equalsIgnoreCase(place.getScheme());
    int port = place.getPort() < 0 ? (secure ? HTTPS : HTTP) : place.getPort();
    return new Address(secure, bare(place.getHost()), port);
  }

  /** Return the address of a host such as {@code example:5000}. */
  static Address of(boolean secure, String hostAndPort) {
    int colon = portColon(hostAndPort);
    int port =
        colon < 0 ? (secure ? HTTPS : HTTP) : Integer.parseInt(hostAndPort.substring(colon + 1));
    return new Address(
        secure, bare(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon)), port);
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
  }

  private static int portColon(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return colon > hostAndPort.lastIndexOf(']') ? colon : -1;
  }

  static boolean hasGoodPort(String hostAndPort) {
    int colon = portColon(hostAndPort);
    if (colon < 0) {
      return true;
    }
    int port = Integer.parseInt(hostAndPort.substring(colon + 1));
    return port > 0 && port < 1 << 16;
  }

  /** Return a path and query that cannot leave its line. */
  static String requirePath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not an encoded path");
    }
    return path;
  }

  /** Return whether the host is this machine, by its name alone. */
  boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || FOUR.matcher(host).matches();
  }

  boolean isUsualPort() {
    return port == (secure ? HTTPS : HTTP);
  }

  /** Return the host and, unless it is the usual one, the port, as a URI has them. */
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return isUsualPort() ? name : name + ":" + port;
  }

  /** Return the host and the port, always both. */
  String hostAndPort() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
