package io.caicloud.hotfix.image;

import io.caicloud.hotfix.internal.registry.Credentials;
import io.caicloud.hotfix.internal.registry.DockerConfig;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.internal.registry.RetryPolicy;
import io.caicloud.hotfix.internal.registry.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How to reach registries: what to show them, whom to trust, and how patient to be.
 *
 * <p>Defaults: no credentials; https, and plain http only with this machine; the certificate
 * authorities of the Java installation; no proxy; 15 seconds for a connection, 60 until an answer
 * starts, 60 without a byte; 5 attempts for what can be tried again. Immutable; safe to share. Its
 * text never shows a secret.
 */
public final class RegistryAccess {

  private final Map<String, Credentials> credentials;
  private final Set<String> plainHosts;
  private final @Nullable Path dockerConfig;
  private final Map<String, String> environment;
  private final @Nullable Path authorities;
  private final ProxyChoice proxies;
  private final Timeouts timeouts;
  private final RetryPolicy retries;

  private RegistryAccess(Builder builder) {
    credentials = Map.copyOf(builder.credentials);
    plainHosts = Set.copyOf(builder.plainHosts);
    dockerConfig = builder.dockerConfig;
    environment = builder.environment;
    authorities = builder.authorities;
    proxies = builder.proxies;
    timeouts = builder.timeouts;
    retries = new RetryPolicy(builder.attempts, Builder.PAUSE, Builder.LONGEST, builder.timing);
  }

  /** Return the defaults. */
  public static RegistryAccess anonymous() {
    return builder().build();
  }

  /** Return a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Make a client.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code registry-config} if a file
   *     cannot be read
   */
  RegistryHttp open() {
    RegistryHttp.Builder client =
        RegistryHttp.builder().timeouts(timeouts).retries(retries).proxies(proxies::of);
    credentials.forEach(client::credentials);
    plainHosts.forEach(client::plainHttp);
    proxies.credentials().ifPresent(client::proxyCredentials);
    if (dockerConfig != null) {
      client.config(DockerConfig.read(dockerConfig, environment));
    }
    if (authorities != null) {
      client.authorities(authorities);
    }
    return client.build();
  }

  /** Return the hosts that credentials were given for, without the credentials. */
  @Override
  public String toString() {
    return "registry access with credentials for " + new TreeSet<>(credentials.keySet());
  }

  /** Collects what differs from the defaults. Not safe for use by several threads. */
  public static final class Builder {

    private static final Duration PAUSE = RetryPolicy.USUAL.base();
    private static final Duration LONGEST = RetryPolicy.USUAL.longest();
    private static final String GIVEN = "the credentials given";

    private final Map<String, Credentials> credentials = new LinkedHashMap<>();
    private final Set<String> plainHosts = new TreeSet<>();
    private @Nullable Path dockerConfig;
    private Map<String, String> environment = Map.of();
    private @Nullable Path authorities;
    private ProxyChoice proxies = ProxyChoice.none();
    private Timeouts timeouts = Timeouts.USUAL;
    private int attempts = RetryPolicy.USUAL.attempts();
    private RetryPolicy.Timing timing = RetryPolicy.Timing.REAL;

    private Builder() {}

    /**
     * Show a user and a password to one registry, before those of {@code config.json}.
     *
     * @param host the registry as references name it, with its port if that is not the usual one
     * @param user the user
     * @param password the password, or an access token in its place
     * @throws IllegalArgumentException if the host is none, or the user has a colon
     */
    public Builder credentials(String host, String user, String password) {
      credentials.put(requireHost(host), Credentials.password(user, password, GIVEN));
      return this;
    }

    /**
     * Show an identity token to one registry's token server, which exchanges it for short-lived
     * tokens.
     *
     * @param host the registry as references name it
     * @param token the token
     * @throws IllegalArgumentException if the host is none
     */
    public Builder identityToken(String host, String token) {
      credentials.put(requireHost(host), Credentials.identityToken(token, GIVEN));
      return this;
    }

    /**
     * Show a token to one registry itself.
     *
     * @param host the registry as references name it
     * @param token the token
     * @throws IllegalArgumentException if the host is none, or the token has characters that it
     *     cannot have
     */
    public Builder registryToken(String host, String token) {
      credentials.put(requireHost(host), Credentials.bearerToken(token, GIVEN));
      return this;
    }

    /**
     * Use the credentials that {@code docker login} left, and the credential helpers named there.
     *
     * @param file the {@code config.json}; it need not exist
     * @param helperEnvironment the environment that credential helpers are found and run with, such
     *     as {@code System.getenv()}
     */
    public Builder dockerConfig(Path file, Map<String, String> helperEnvironment) {
      dockerConfig = file;
      environment = Map.copyOf(helperEnvironment);
      return this;
    }

    /**
     * Use what an environment says: the {@code config.json} in the folder {@code DOCKER_CONFIG},
     * otherwise in {@code .docker} in {@code HOME}; and the proxies of {@code HTTPS_PROXY}, {@code
     * HTTP_PROXY} and {@code NO_PROXY}, also in lower case.
     *
     * @param variables the environment, such as {@code System.getenv()}
     * @throws io.caicloud.hotfix.finding.HotfixException with code {@code registry-config} if a
     *     proxy is none
     */
    public Builder environment(Map<String, String> variables) {
      DockerConfig.place(variables).ifPresent(file -> dockerConfig(file, variables));
      proxies = ProxyChoice.of(variables);
      return this;
    }

    /**
     * Trust these certificate authorities beside those of the Java installation.
     *
     * @param pem a file of one or more certificates in PEM form
     */
    public Builder authorities(Path pem) {
      authorities = pem;
      return this;
    }

    /**
     * Go through a proxy, except to this machine.
     *
     * @param proxy its address, such as {@code http://proxy.example:3128}, with user and password
     *     if it wants them
     * @param direct hosts reached without it: {@code registry.example} and all below, {@code
     *     .example} for all below only, {@code *} for all
     * @throws io.caicloud.hotfix.finding.HotfixException with code {@code registry-config} if the
     *     address is none of an HTTP proxy
     */
    public Builder proxy(URI proxy, Collection<String> direct) {
      proxies = ProxyChoice.all(proxy.toString(), String.join(",", direct));
      return this;
    }

    /**
     * Speak plain http with a host, also where that shows credentials to the network.
     *
     * @param host the registry as references name it
     * @throws IllegalArgumentException if the host is none
     */
    public Builder plainHttp(String host) {
      plainHosts.add(requireHost(host));
      return this;
    }

    /**
     * Limit silence. None of these limits the time of a whole transfer.
     *
     * @param connect the time for a connection
     * @param answer the time until an answer starts
     * @param stall the longest time without a byte
     * @throws IllegalArgumentException if one is not positive
     */
    public Builder timeouts(Duration connect, Duration answer, Duration stall) {
      timeouts = new Timeouts(connect, answer, stall);
      return this;
    }

    /**
     * Limit how often something is tried that can be tried again.
     *
     * @param most the most attempts, 1 for none but the first
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder attempts(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("at least one attempt is needed, but got " + most);
      }
      attempts = most;
      return this;
    }

    /** Wait in this way between attempts, for tests. */
    Builder timing(RetryPolicy.Timing waiting) {
      timing = waiting;
      return this;
    }

    /** Return what was collected. */
    public RegistryAccess build() {
      return new RegistryAccess(this);
    }

    private static String requireHost(String host) {
      if (!Repository.isHost(host)) {
        throw new IllegalArgumentException("not a registry's host: " + host);
      }
      return host;
    }
  }
}
