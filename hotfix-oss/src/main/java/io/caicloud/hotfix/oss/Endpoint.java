package io.caicloud.hotfix.oss;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the service is.
 *
 * @param uri scheme, host and port
 * @param ownDomain whether the host is the bucket's own, so that its name is not put in front
 */
record Endpoint(URI uri, boolean ownDomain) {

  /**
   * Read an endpoint.
   *
   * @param text a host, with scheme and port or without
   * @param plainHttp whether it may be without TLS though it is not on this machine
   */
  static Endpoint parse(String text, boolean ownDomain, boolean plainHttp) {
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "https://" + text);
    } catch (URISyntaxException e) {
      throw Texts.failure("oss-configuration.endpoint", text);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean whole = (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
    boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    if (!whole || !bare || uri.getPath().length() > 1) {
      throw Texts.failure("oss-configuration.endpoint", text);
    }
    if (scheme.equals("http") && !plainHttp && !isLoopback(uri.getHost())) {
      throw Texts.failure("oss-configuration.plain-http", text);
    }
    return new Endpoint(URI.create(scheme + "://" + uri.getRawAuthority()), ownDomain);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
