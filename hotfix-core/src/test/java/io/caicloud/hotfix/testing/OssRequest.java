package io.caicloud.hotfix.testing;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A request that reached an {@link OssServer}, without the body and without secrets. Immutable.
 *
 * @param operation what it asks for
 * @param bucket the bucket, or an empty text
 * @param key the object, or an empty text
 * @param query its parameters, decoded, without signature and token
 * @param headers values by name in lower case, without signature and token
 */
public record OssRequest(
    OssOperation operation,
    String bucket,
    String key,
    Map<String, String> query,
    Map<String, String> headers) {

  private static final Set<String> SECRETS =
      Set.of("authorization", "x-oss-security-token", "x-oss-signature", "signature");

  /** Copies the maps, without secrets. */
  public OssRequest {
    query = withoutSecrets(query);
    headers = withoutSecrets(headers);
  }

  static OssRequest of(RegistryRequest request, Collection<String> buckets) {
    OssTarget target = OssTarget.of(request, buckets);
    boolean copies = request.header("x-oss-copy-source").isPresent();
    OssOperation operation = OssOperation.of(target, request.method(), copies);
    return new OssRequest(
        operation, target.bucket(), target.key(), target.query(), request.headers());
  }

  private static Map<String, String> withoutSecrets(Map<String, String> map) {
    Map<String, String> rest = new TreeMap<>(map);
    rest.keySet().removeIf(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)));
    return Map.copyOf(rest);
  }

  /**
   * Return a condition on requests.
   *
   * @param operation what they ask for
   */
  public static Predicate<OssRequest> is(OssOperation operation) {
    return request -> request.operation == operation;
  }

  /**
   * Return a condition on requests.
   *
   * @param operation what they ask for
   * @param key the object that they are about
   */
  public static Predicate<OssRequest> is(OssOperation operation, String key) {
    return request -> request.operation == operation && request.key.equals(key);
  }

  /**
   * Return a condition on requests: they send a part, or have one copied.
   *
   * @param number the number of the part
   */
  public static Predicate<OssRequest> isPart(int number) {
    return request -> request.part() == number;
  }

  /** Return whether it changes something. */
  public boolean writes() {
    return operation.writes();
  }

  /** Return the number of the part it sends or has copied, 0 if it does neither. */
  public int part() {
    try {
      return Integer.parseInt(query.getOrDefault("partNumber", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Return the upload it belongs to, or an empty text. */
  public String uploadId() {
    return query.getOrDefault("uploadId", "");
  }

  /**
   * Return a parameter.
   *
   * @param name its name
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /**
   * Return a header.
   *
   * @param name its name in any case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Return operation, bucket, key and part. */
  @Override
  public String toString() {
    return operation + " " + bucket + "/" + key + (part() == 0 ? "" : " part " + part());
  }
}
