package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that {@code docker login} left in its {@code config.json}, and the credential
 * helpers it names. Of these, the first that has something for a registry counts: its own helper
 * ({@code credHelpers}), the helper for all ({@code credsStore}), the file itself ({@code auths}).
 * Safe to share between threads.
 */
public final class DockerConfig {

  private static final int MOST_BYTES = 1 << 20;
  private static final Duration HELPER_LIMIT = Duration.ofSeconds(30);
  private static final String HUB = "docker.io";
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  private final Map<String, Credentials> kept;
  private final Map<String, CredentialHelper> helpers;
  private final @Nullable CredentialHelper store;

  private DockerConfig(
      Map<String, Credentials> kept,
      Map<String, CredentialHelper> helpers,
      @Nullable CredentialHelper store) {
    this.kept = Map.copyOf(kept);
    this.helpers = Map.copyOf(helpers);
    this.store = store;
  }

  /** Return a configuration without any credentials. */
  public static DockerConfig none() {
    return new DockerConfig(Map.of(), Map.of(), null);
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
    return read(file, environment, HELPER_LIMIT);
  }

  static DockerConfig read(Path file, Map<String, String> environment, Duration helperLimit) {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] text = input.readNBytes(MOST_BYTES + 1);
      JsonObject json =
          JsonObject.parse(text)
              .filter(each -> text.length <= MOST_BYTES)
              .orElseThrow(() -> Failures.config("config-json", file));
      return new Reader(file, Map.copyOf(environment), helperLimit).read(json);
    } catch (NoSuchFileException e) {
      return none();
    } catch (IOException e) {
      throw Failures.config("unreadable", file, e.getClass().getSimpleName());
    }
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

  /** Return what is known for a registry; helpers are asked each time. */
  Optional<Credentials> find(String host) {
    String key = key(host);
    String server = key.equals(HUB) ? HUB_KEY : host;
    CredentialHelper own = helpers.get(key);
    Optional<Credentials> found = own == null ? Optional.empty() : own.get(server);
    if (found.isEmpty() && store != null && store.isInstalled()) {
      found = store.get(server);
    }
    return found.or(() -> Optional.ofNullable(kept.get(key)));
  }

  /** Return the host in any form that Docker ever wrote, such as {@code https://host/v1/}. */
  static String key(String written) {
    String host = written.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    int end = host.indexOf('/');
    host = end < 0 ? host : host.substring(0, end);
    return host.equals("index." + HUB) || host.equals("registry-1." + HUB) ? HUB : host;
  }

  /**
   * Reads one file.
   *
   * @param file the file, for messages
   * @param environment the environment for helpers
   * @param limit how long a helper may take
   */
  private record Reader(Path file, Map<String, String> environment, Duration limit) {

    DockerConfig read(JsonObject json) {
      Map<String, Credentials> kept = new HashMap<>();
      json.object("auths")
          .map(JsonObject::objects)
          .orElse(Map.of())
          .forEach(
              (host, entry) ->
                  credentials(host, entry)
                      .ifPresent(
                          found -> {
                            // A plain host name counts more than an older form of it.
                            if (host.equals(key(host)) || !kept.containsKey(key(host))) {
                              kept.put(key(host), found);
                            }
                          }));
      Map<String, CredentialHelper> helpers = new HashMap<>();
      json.object("credHelpers")
          .map(JsonObject::texts)
          .orElse(Map.of())
          .forEach((host, name) -> helpers.put(key(host), helper(name)));
      return new DockerConfig(
          kept, helpers, json.text("credsStore").map(this::helper).orElse(null));
    }

    private CredentialHelper helper(String name) {
      return new CredentialHelper(name, environment, limit);
    }

    private Optional<Credentials> credentials(String host, JsonObject entry) {
      String origin = file.toString();
      Optional<String> identity = entry.text("identitytoken");
      if (identity.isPresent()) {
        return Optional.of(Credentials.identityToken(identity.get(), origin));
      }
      Optional<String> bearer = entry.text("registrytoken");
      if (bearer.isPresent()) {
        return Optional.of(bearer(host, bearer.get()));
      }
      Optional<String> auth = entry.text("auth");
      if (auth.isPresent()) {
        return Optional.of(decoded(host, auth.get()));
      }
      return entry
          .text("username")
          .flatMap(user -> entry.text("password").map(word -> password(host, user, word)));
    }

    private Credentials bearer(String host, String token) {
      try {
        return Credentials.bearerToken(token, file.toString());
      } catch (IllegalArgumentException e) {
        throw Failures.config("config-auth", file, host);
      }
    }

    private Credentials decoded(String host, String auth) {
      try {
        String pair = new String(Base64.getDecoder().decode(auth.strip()), UTF_8);
        int colon = pair.indexOf(':');
        if (colon > 0) {
          // Some versions of Docker padded the password with zero bytes.
          String word = pair.substring(colon + 1).replaceFirst("\0+$", "");
          return password(host, pair.substring(0, colon), word);
        }
      } catch (IllegalArgumentException e) {
        throw Failures.config("config-auth", file, host);
      }
      throw Failures.config("config-auth", file, host);
    }

    private Credentials password(String host, String user, String word) {
      if (user.indexOf(':') >= 0) {
        throw Failures.config("config-auth", file, host);
      }
      return Credentials.password(user, word, file.toString());
    }
  }
}
