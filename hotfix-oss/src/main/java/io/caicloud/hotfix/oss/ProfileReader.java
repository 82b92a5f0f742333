package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.oss.IniFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads profiles as ossutil does: variables go before the file, a profile takes from its {@code
 * source_profile} what it does not say itself.
 */
final class ProfileReader {

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private static final List<String> ENDPOINT = List.of("endpoint", "host");
  private static final List<String> REGION = List.of("region");
  private static final List<String> ID = List.of("accesskeyid", "accessid");
  private static final List<String> SECRET = List.of("accesskeysecret", "accesskey");
  private static final List<String> TOKEN = List.of("ststoken", "securitytoken", "sessiontoken");
  private static final int MOST_SOURCES = 8;

  private final Map<String, String> environment;

  ProfileReader(Map<String, String> environment) {
    this.environment = environment;
  }

  OssProfile fromEnvironment() {
    String endpoint = set("OSS_ENDPOINT");
    OssCredentials key =
        OssCredentials.fromEnvironment(environment)
            .orElseThrow(() -> Texts.failure("oss-configuration.credentials"));
    if (endpoint.isEmpty()) {
      throw Texts.failure("oss-configuration.endpoint", "");
    }
    return new OssProfile(endpoint, region(endpoint, ""), key, OssProfile.Hosts.NONE, List.of());
  }

  OssProfile fromFile(Path path, String profile) {
    IniFile file = IniFile.read(path);
    Map<String, Entry> section = section(file, profile);
    boolean endpointSet = !set("OSS_ENDPOINT").isEmpty();
    String endpoint = endpointSet ? set("OSS_ENDPOINT") : value(section, ENDPOINT);
    String region = region(endpoint, value(section, REGION));
    if (endpoint.isEmpty() && !region.isEmpty()) {
      endpoint = "oss-" + region + ".aliyuncs.com";
    }
    if (endpoint.isEmpty()) {
      throw missing(path, section, "endpoint");
    }
    OssProfile.Hosts hosts =
        endpointSet
            ? OssProfile.Hosts.NONE
            : new OssProfile.Hosts(hosts(file, "Bucket-Endpoint"), hosts(file, "Bucket-Cname"));
    return new OssProfile(endpoint, region, key(path, section), hosts, warnings(path));
  }

  private String region(String endpoint, String region) {
    String set = set("OSS_REGION").isEmpty() ? region : set("OSS_REGION");
    return set.isEmpty() ? OssProfile.regionOf(endpoint) : set;
  }

  private String set(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  private OssCredentials key(Path path, Map<String, Entry> section) {
    Optional<OssCredentials> set = OssCredentials.fromEnvironment(environment);
    if (set.isPresent()) {
      return set.get();
    }
    String id = value(section, ID);
    String secret = value(section, SECRET);
    if (id.isEmpty() || secret.isEmpty()) {
      throw missing(path, section, id.isEmpty() ? "accessKeyId" : "accessKeySecret");
    }
    String token = value(section, TOKEN);
    return token.isEmpty() ? OssCredentials.of(id, secret) : OssCredentials.of(id, secret, token);
  }

  private static HotfixException missing(Path path, Map<String, Entry> section, String what) {
    int line = section.values().stream().mapToInt(Entry::line).min().orElse(1);
    return Texts.failure(
        "oss-configuration.profile", path, line, Texts.message("profile.missing", what));
  }

  private static String value(Map<String, Entry> section, List<String> names) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(section.get(name)).stream())
        .map(Entry::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Return what a profile says, and what it takes from others. */
  private static Map<String, Entry> section(IniFile file, String profile) {
    Map<String, Entry> all = new LinkedHashMap<>();
    String name = profile;
    for (int depth = 0; depth < MOST_SOURCES && !name.isEmpty(); depth++) {
      Map<String, Entry> section = find(file, name);
      section.forEach(all::putIfAbsent);
      name = value(section, List.of("sourceprofile"));
    }
    return all;
  }

  private static Map<String, Entry> find(IniFile file, String name) {
    List<String> candidates = new ArrayList<>(List.of("profile " + name, name));
    if (name.equals(OssProfile.DEFAULT)) {
      candidates.add("Credentials");
    }
    return candidates.stream()
        .flatMap(candidate -> file.section(candidate).stream())
        .findFirst()
        .map(ProfileReader::byPlainKey)
        .orElseThrow(
            () ->
                Texts.failure(
                    "oss-configuration.no-profile", file.path(), name, names(file.sections())));
  }

  private static Map<String, Entry> byPlainKey(List<Entry> section) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    section.forEach(entry -> entries.put(IniFile.plain(entry.key()), entry));
    return entries;
  }

  private static String names(Map<String, List<Entry>> sections) {
    Collection<String> names = sections.keySet().stream().filter(n -> !n.isEmpty()).toList();
    return names.isEmpty() ? "-" : String.join(", ", names);
  }

  /** Return the hosts that buckets have for themselves. */
  private static Map<String, String> hosts(IniFile file, String section) {
    Map<String, String> hosts = new LinkedHashMap<>();
    file.section(section).orElse(List.of()).forEach(host -> hosts.put(host.key(), host.text()));
    return hosts;
  }

  private static List<Message> warnings(Path path) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.stream().anyMatch(OTHERS::contains)
          ? List.of(Texts.message("notice.file-open", path))
          : List.of();
    } catch (IOException | UnsupportedOperationException e) {
      return List.of();
    }
  }
}
