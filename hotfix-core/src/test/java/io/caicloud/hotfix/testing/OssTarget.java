package io.caicloud.hotfix.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request to an OSS is about. The bucket is the first label of the host ("host style") or
 * the first segment of the path ("path style", which the SDK uses for addresses and localhost).
 *
 * @param bucket the bucket, or an empty text
 * @param key the object, or an empty text
 * @param query parameters, decoded; those without a value have an empty one
 */
record OssTarget(String bucket, String key, Map<String, String> query) {

  /** A request through a proxy names the host in the target too. */
  private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/]*)(/.*)?");

  private static final Pattern AMPERSAND = Pattern.compile("&");

  /** Parts of an object or bucket that this server does not have. */
  private static final Set<String> SUBRESOURCES =
      Set.of("acl", "append", "tagging", "symlink", "restore", "lifecycle", "policy", "location");

  static OssTarget of(RegistryRequest request, Collection<String> buckets) {
    Matcher absolute = ABSOLUTE.matcher(request.path());
    String path = request.path();
    String host = request.header("Host").orElse("");
    if (absolute.matches()) {
      host = absolute.group(1);
      path = absolute.group(2) == null ? "/" : absolute.group(2);
    }
    String decoded = decode(path.replace("+", "%2B"));
    Map<String, String> query = query(request.query());
    for (String bucket : buckets) {
      if (host.startsWith(bucket + ".")) {
        return new OssTarget(bucket, decoded.substring(1), query);
      }
    }
    int slash = decoded.indexOf('/', 1);
    return slash < 0
        ? new OssTarget(decoded.substring(1), "", query)
        : new OssTarget(decoded.substring(1, slash), decoded.substring(slash + 1), query);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new TreeMap<>();
    AMPERSAND
        .splitAsStream(text)
        .filter(pair -> !pair.isEmpty())
        .forEach(
            pair -> {
              int equals = pair.indexOf('=');
              String name = equals < 0 ? pair : pair.substring(0, equals);
              query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            });
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  String value(String parameter) {
    return query.getOrDefault(parameter, "");
  }

  boolean hasSubresource() {
    return query.keySet().stream().anyMatch(SUBRESOURCES::contains);
  }
}
