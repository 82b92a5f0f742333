package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.oss.OssProfile;
import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.oss.OssStoreBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How to reach a bucket. Access keys come from variables or the file of ossutil only: what stands
 * on a command line, everybody on the machine can read.
 */
final class OssAccess {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  @Option(names = "--endpoint", paramLabel = "HOST")
  private @Nullable String endpoint;

  @Option(names = "--region", paramLabel = "REGION")
  private @Nullable String region;

  @Option(names = "--profile", paramLabel = "NAME")
  private @Nullable String profile;

  @Option(names = "--oss-config", paramLabel = "FILE")
  private @Nullable Path config;

  @Option(names = "--oss-ca", paramLabel = "FILE")
  private @Nullable Path authorities;

  @Option(names = "--attempts", paramLabel = "N")
  private @Nullable Integer attempts;

  /** Refuse options that a store on this machine has no use for. */
  void refuseWithout(StorePlace bucket) {
    if (!bucket.isBucket()
        && Stream.of(endpoint, region, profile, config, authorities, attempts)
            .anyMatch(Objects::nonNull)) {
      throw Terminal.problem("oss-without-bucket", bucket.path());
    }
  }

  /** Describe a bucket, and say what the user should know of how it is reached. */
  OssStoreBuilder bucket(String name, Terminal terminal) {
    OssProfile found = profile(terminal.environment());
    for (Message warning : found.warnings()) {
      terminal.complaint(warning.text(terminal.language()));
    }
    OssStoreBuilder bucket = OssStore.builder(name).profile(found).notices(terminal::remark);
    if (endpoint != null) {
      bucket.endpoint(endpoint);
    }
    if (authorities != null) {
      bucket.trust(Authorities.beside(Source.require(authorities)));
    }
    if (attempts != null) {
      bucket.attempts(attempts, FIRST_PAUSE);
    }
    return bucket;
  }

  /** What the command line says goes before variables, and those before the file. */
  private OssProfile profile(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    if (endpoint != null) {
      variables.put("OSS_ENDPOINT", endpoint);
    }
    if (region != null) {
      variables.put("OSS_REGION", region);
    }
    String name = profile == null ? OssProfile.DEFAULT : profile;
    if (config != null) {
      return OssProfile.read(Source.require(config), name, variables);
    }
    boolean known =
        variables.containsKey("OSS_ACCESS_KEY_ID") && variables.containsKey("OSS_ENDPOINT");
    Path usual = Path.of(environment.getOrDefault("HOME", ""), ".ossutilconfig");
    boolean asked = profile != null || (!known && Files.exists(usual));
    return asked
        ? OssProfile.read(Source.require(usual), name, variables)
        : OssProfile.fromEnvironment(variables);
  }
}
