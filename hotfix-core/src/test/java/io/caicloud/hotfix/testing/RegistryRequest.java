package io.caicloud.hotfix.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A request that reached a {@link RegistryServer} or its storage, without the body.
 *
 * @param host who was asked
 * @param method the HTTP method, such as {@code GET}
 * @param path the path, such as {@code /v2/release/web/manifests/v1}
 * @param query what followed the question mark, as it came, or an empty text
 * @param headers values by name in lower case; values of a repeated header are joined by a comma
 */
public record RegistryRequest(
    Host host, String method, String path, String query, Map<String, String> headers) {

  /** Who was asked. */
  public enum Host {
    /** The registry itself, which is also the one that gives out tokens. */
    REGISTRY,
    /** The host that blobs are redirected to. */
    STORAGE
  }

  private static final Pattern BLOB = Pattern.compile("/v2/.+/blobs/sha256:[0-9a-f]+");
  private static final Pattern MANIFEST = Pattern.compile("/v2/.+/manifests/[^/]+");
  private static final Pattern UPLOAD = Pattern.compile("/v2/.+/blobs/uploads/.*");
  private static final Pattern AMPERSAND = Pattern.compile("&");

  /** Copies the headers. */
  public RegistryRequest {
    headers = Map.copyOf(headers);
  }

  /**
   * Return a condition on requests.
   *
   * @param method the method they have
   * @param path a regular expression that their whole path matches
   */
  public static Predicate<RegistryRequest> matching(String method, String path) {
    Pattern pattern = Pattern.compile(path);
    return request -> request.method.equals(method) && pattern.matcher(request.path).matches();
  }

  /** Return whether the method is GET. */
  public boolean isGet() {
    return method.equals("GET");
  }

  /** Return whether it asks for a blob, from the registry or from its storage. */
  public boolean isBlob() {
    return host == Host.STORAGE || BLOB.matcher(path).matches();
  }

  /** Return whether it is about a manifest. */
  public boolean isManifest() {
    return MANIFEST.matcher(path).matches();
  }

  /** Return whether it is about the upload of a blob. */
  public boolean isUpload() {
    return UPLOAD.matcher(path).matches();
  }

  /** Return whether it asks for a token. */
  public boolean isToken() {
    return path.equals(BearerAuth.TOKEN_PATH);
  }

  /**
   * Return the value of a header.
   *
   * @param name its name in any case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Return the first value of a parameter of the query, decoded.
   *
   * @param name its name
   */
  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  /**
   * Return all values of a parameter of the query, decoded.
   *
   * @param name its name
   */
  public List<String> parameters(String name) {
    return values(query, name);
  }

  static List<String> values(String form, String name) {
    return AMPERSAND
        .splitAsStream(form)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .toList();
  }

  RegistryRequest without(String header) {
    Map<String, String> rest = new HashMap<>(headers);
    rest.remove(header);
    return new RegistryRequest(host, method, path, query, rest);
  }

  /** Return method, path and query. */
  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }
}
