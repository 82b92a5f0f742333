package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.Credentials;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy an address is reached through. This machine never is.
 *
 * @param https the proxy for https, or null
 * @param http the proxy for plain http, or null
 * @param direct the hosts reached without one, in lower case
 */
record ProxyChoice(@Nullable Via https, @Nullable Via http, List<String> direct) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[?::1\\]?|127(\\.[0-9]{1,3}){3}");
  private static final int USUAL_PORT = 80;

  /** A proxy and what it is shown. */
  record Via(Proxy proxy, @Nullable Credentials credentials) {}

  static ProxyChoice none() {
    return new ProxyChoice(null, null, List.of());
  }

  static ProxyChoice all(String proxy, String direct) {
    Via via = via("proxy", proxy);
    return new ProxyChoice(via, via, hosts(direct));
  }

  static ProxyChoice of(Map<String, String> environment) {
    return new ProxyChoice(
        via("HTTPS_PROXY", variable(environment, "HTTPS_PROXY")),
        via("HTTP_PROXY", variable(environment, "HTTP_PROXY")),
        hosts(variable(environment, "NO_PROXY")));
  }

  private static String variable(Map<String, String> environment, String name) {
    String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return environment.getOrDefault(name, lower).strip();
  }

  private static List<String> hosts(String list) {
    return Pattern.compile(",")
        .splitAsStream(list.toLowerCase(Locale.ROOT))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .toList();
  }

  private static @Nullable Via via(String name, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      String host = uri.getHost();
      if (host == null || !"http".equalsIgnoreCase(uri.getScheme())) {
        throw bad(name);
      }
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      InetSocketAddress address = InetSocketAddress.createUnresolved(bare, port);
      return new Via(new Proxy(Proxy.Type.HTTP, address), credentials(uri, name));
    } catch (URISyntaxException e) {
      throw bad(name);
    }
  }

  private static @Nullable Credentials credentials(URI uri, String name) {
    String user = uri.getUserInfo();
    if (user == null) {
      return null;
    }
    int colon = user.indexOf(':');
    return Credentials.password(
        colon < 0 ? user : user.substring(0, colon),
        colon < 0 ? "" : user.substring(colon + 1),
        name);
  }

  /** The address is not shown, since it may hold a password; nor is the cause, which shows it. */
  private static HotfixException bad(String name) {
    return new HotfixException("registry-config", Texts.message("bad-proxy", name));
  }

  /** Return what proxies are shown. */
  Optional<Credentials> credentials() {
    if (https != null && https.credentials() != null) {
      return Optional.of(https.credentials());
    }
    return http == null ? Optional.empty() : Optional.ofNullable(http.credentials());
  }

  /** Return the proxy for an address such as {@code https://registry.example}. */
  Proxy of(URI address) {
    Via via = "https".equalsIgnoreCase(address.getScheme()) ? https : http;
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean loopback = LOOPBACK.matcher(host).matches();
    if (via == null || loopback || direct.stream().anyMatch(each -> suits(each, host, address))) {
      return Proxy.NO_PROXY;
    }
    return via.proxy();
  }

  private static boolean suits(String entry, String host, URI address) {
    if (entry.equals("*") || entry.equals(host) || entry.equals(host + ":" + address.getPort())) {
      return true;
    }
    return host.endsWith(entry.startsWith(".") ? entry : "." + entry);
  }
}
