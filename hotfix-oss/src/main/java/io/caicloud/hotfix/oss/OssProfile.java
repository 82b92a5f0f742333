package io.caicloud.hotfix.oss;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a service is and the access key for it, as machines that use OSS already have it: in
 * variables, or in the file of Aliyun's tool ossutil. Prints no secret. Immutable.
 */
public final class OssProfile {

  /** The profile that ossutil uses when none is named. */
  public static final String DEFAULT = "default";

  private final String endpoint;
  private final String region;
  private final OssCredentials credentials;
  private final Hosts hosts;
  private final List<Message> warnings;

  /**
   * The hosts that buckets have for themselves.
   *
   * @param endpoints endpoints by bucket
   * @param domains domains that belong to a bucket, by bucket; they go before endpoints
   */
  record Hosts(Map<String, String> endpoints, Map<String, String> domains) {
    static final Hosts NONE = new Hosts(Map.of(), Map.of());

    Hosts {
      endpoints = Map.copyOf(endpoints);
      domains = Map.copyOf(domains);
    }
  }

  OssProfile(
      String endpoint,
      String region,
      OssCredentials credentials,
      Hosts hosts,
      List<Message> warnings) {
    this.endpoint = requireNonNull(endpoint, "endpoint");
    this.region = requireNonNull(region, "region");
    this.credentials = requireNonNull(credentials, "credentials");
    this.hosts = hosts;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Return what variables say: {@code OSS_ACCESS_KEY_ID}, {@code OSS_ACCESS_KEY_SECRET}, {@code
   * OSS_SESSION_TOKEN}, {@code OSS_ENDPOINT} and {@code OSS_REGION}.
   *
   * @param environment the variables, such as {@link System#getenv()}
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code oss-configuration} if there
   *     is no access key or no endpoint
   */
  public static OssProfile fromEnvironment(Map<String, String> environment) {
    return new ProfileReader(environment).fromEnvironment();
  }

  /**
   * Return a profile of an ossutil file, of version 1 ({@code [Credentials]}) or 2 ({@code
   * [default]}, {@code [profile NAME]}).
   *
   * @param file the file, usually {@code ~/.ossutilconfig}
   * @param profile the name of the profile; a file of version 1 has {@value #DEFAULT} only
   * @param environment variables that go before what the file says, as in ossutil; may be empty
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code oss-configuration} if the
   *     file cannot be read or lacks something
   */
  public static OssProfile read(Path file, String profile, Map<String, String> environment) {
    return new ProfileReader(environment).fromFile(file, profile);
  }

  /**
   * Return the region that the host of an endpoint names, or nothing that is one.
   *
   * @param endpoint such as {@code oss-cn-hangzhou-internal.aliyuncs.com}
   */
  static String regionOf(String endpoint) {
    String host = endpoint.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    if (!host.startsWith("oss-") || !host.contains(".aliyuncs.com")) {
      return "";
    }
    String label = host.substring("oss-".length(), host.indexOf('.'));
    return label.startsWith("accelerate") ? "" : label.replaceFirst("-internal$", "");
  }

  /**
   * Return the endpoint of a bucket.
   *
   * @param bucket the name of the bucket; ossutil files may have an endpoint or domain for it alone
   */
  public String endpoint(String bucket) {
    String own = hosts.domains().get(bucket);
    return own == null ? hosts.endpoints().getOrDefault(bucket, endpoint) : own;
  }

  /** Return whether the endpoint of a bucket is a domain that belongs to it. */
  boolean isDomain(String bucket) {
    return hosts.domains().containsKey(bucket);
  }

  /** Return the id of the region; empty if nothing says it, to be set where a store is built. */
  public String region() {
    return region;
  }

  /** Return the access key. */
  public OssCredentials credentials() {
    return credentials;
  }

  /** Return what somebody should know, such as that others can read the file; often nothing. */
  public List<Message> warnings() {
    return warnings;
  }

  /** Return endpoint, region and the id of the access key. */
  @Override
  public String toString() {
    return endpoint + " " + region + " " + credentials + " " + hosts;
  }
}
