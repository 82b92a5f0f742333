package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to registries: connections, authentication, redirects and retries. By default: https, and
 * plain http for loopback hosts that speak it; no proxy; no credentials; {@link Timeouts#USUAL} and
 * {@link RetryPolicy#USUAL}. Safe to share between threads. It has no threads of its own; {@link
 * #close} ends all connections.
 */
public final class RegistryHttp implements AutoCloseable {

  private final RetryPolicy policy;
  private final Transport transport;
  private final Retrier retrier;
  private final Dialog dialog;

  private RegistryHttp(Settings settings, Function<String, Optional<Credentials>> credentials) {
    this.policy = settings.retries();
    this.transport = new Transport(settings);
    this.retrier = new Retrier(policy, transport);
    this.dialog = new Dialog(settings, transport, retrier, credentials);
  }

  /** Return a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Send a request and return its answer when it starts. The caller closes it.
   *
   * @param request the request
   * @throws HotfixException with code {@code registry-unauthorized} if the credentials do not
   *     suffice, {@code registry-unreachable} if there is no connection, {@code registry-answer} if
   *     the answer makes no sense or has a status that the request does not expect, {@code
   *     registry-config} if credentials cannot be had, {@code interrupted}
   * @throws IllegalStateException if this is closed
   */
  public RegistryResponse send(RegistryRequest request) {
    return respond(request, answer -> answer);
  }

  /**
   * Send a request and return its answer with the body in memory, read within the retries.
   *
   * @param request the request
   * @param limit the most bytes that the body may have
   * @throws HotfixException as {@link #send}; {@code registry-answer} if the body is longer
   * @throws IllegalStateException if this is closed
   */
  public RegistryResponse fetch(RegistryRequest request, int limit) {
    return respond(request, answer -> answer.holding(RegistryResponse.readBody(answer, limit)));
  }

  /** What is done with an expected answer within the retries. */
  @FunctionalInterface
  private interface Reading {
    Incoming read(Incoming answer) throws IOException;
  }

  private RegistryResponse respond(RegistryRequest request, Reading reading) {
    if (transport.isClosed()) {
      throw new IllegalStateException("closed");
    }
    String host = request.repository().host();
    Incoming answer =
        retrier.send(
            Address.of(true, host),
            request.isRepeatable(),
            () -> {
              Incoming started = dialog.exchange(request);
              return request.expects(started.status()) ? read(started, reading) : started;
            });
    Address end = Address.of(answer.place());
    if (!request.expects(answer.status())) {
      String said = ServerText.of(answer, dialog.secrets(request));
      throw Failures.answer("status", end, request, answer.status(), said);
    }
    try {
      return new RegistryResponse(answer, answer.head().contentLength());
    } catch (IOException e) {
      answer.close();
      throw Failures.unreachable(end, e);
    }
  }

  private static Incoming read(Incoming answer, Reading reading) throws IOException {
    try {
      return reading.read(answer);
    } catch (IOException e) {
      throw new Lost(Address.of(answer.place()), null, e);
    }
  }

  /** Return how often a transfer is tried, so that a caller who resumes one does the same. */
  public int attempts() {
    return policy.attempts();
  }

  /**
   * Wait as long as the policy says after a try that failed.
   *
   * @param attempt the number of the try, from 1
   * @throws HotfixException with code {@code interrupted}
   */
  public void pause(int attempt) {
    retrier.sleep("retry " + attempt, policy.pause(attempt));
  }

  /** End all connections; threads that wait for one get an exception. */
  @Override
  public void close() {
    transport.close();
  }

  /** Collects what a client may have besides its defaults. */
  public static final class Builder {

    private final Map<String, Credentials> credentials = new HashMap<>();
    private final Set<String> plainHosts = new TreeSet<>();
    private DockerConfig config = DockerConfig.none();
    private @Nullable Path authorities;
    private @Nullable SSLSocketFactory sockets;
    private Function<URI, Proxy> proxies = address -> Proxy.NO_PROXY;
    private @Nullable Credentials proxyCredentials;
    private Timeouts timeouts = Timeouts.USUAL;
    private RetryPolicy retries = RetryPolicy.USUAL;
    private String userAgent = "hotfix";
    private LongSupplier nanoTime = System::nanoTime;

    private Builder() {}

    /**
     * Show these credentials to one registry, before those of the configuration.
     *
     * @param host the registry, as in {@link Repository#host()}
     * @param secret what to show
     */
    public Builder credentials(String host, Credentials secret) {
      credentials.put(DockerConfig.key(host), secret);
      return this;
    }

    /**
     * Use the credentials of Docker's configuration.
     *
     * @param dockerConfig the configuration
     */
    public Builder config(DockerConfig dockerConfig) {
      this.config = dockerConfig;
      return this;
    }

    /**
     * Trust these certificate authorities beside those of the Java installation.
     *
     * @param pem a file of one or more certificates in PEM form, read when this is built
     */
    public Builder authorities(Path pem) {
      this.authorities = pem;
      return this;
    }

    /**
     * Use these TLS sockets; host names are checked all the same.
     *
     * @param factory makes TLS sockets around connected ones
     */
    public Builder sockets(SSLSocketFactory factory) {
      this.sockets = factory;
      return this;
    }

    /**
     * Go through proxies.
     *
     * @param choice gives the proxy for an address such as {@code https://registry.example}: {@link
     *     Proxy#NO_PROXY} or one of type HTTP
     */
    public Builder proxies(Function<URI, Proxy> choice) {
      this.proxies = choice;
      return this;
    }

    /**
     * Show a user and a password to the proxies.
     *
     * @param secret the user and the password
     */
    public Builder proxyCredentials(Credentials secret) {
      this.proxyCredentials = secret;
      return this;
    }

    /**
     * Speak plain http with this host, also where that shows credentials to the network.
     *
     * @param host the host, with the port as in {@link Repository#host()}
     */
    public Builder plainHttp(String host) {
      plainHosts.add(host);
      return this;
    }

    /**
     * Limit silence.
     *
     * @param limits the limits
     */
    public Builder timeouts(Timeouts limits) {
      this.timeouts = limits;
      return this;
    }

    /**
     * Try again in this way.
     *
     * @param policy the policy
     */
    public Builder retries(RetryPolicy policy) {
      this.retries = policy;
      return this;
    }

    /**
     * Send this as {@code User-Agent}.
     *
     * @param name the program's name and version
     */
    public Builder userAgent(String name) {
      this.userAgent = Headers.requireValue(name);
      return this;
    }

    /**
     * Measure time with this clock, for the age of tokens.
     *
     * @param clock nanoseconds from any start
     */
    public Builder nanoTime(LongSupplier clock) {
      this.nanoTime = clock;
      return this;
    }

    /**
     * Return the client.
     *
     * @throws HotfixException with code {@code registry-config} if a file cannot be read
     */
    public RegistryHttp build() {
      SSLSocketFactory given = sockets;
      Path pem = authorities;
      if (given != null && pem != null) {
        throw new IllegalStateException("TLS sockets and authorities exclude each other");
      }
      Tls tls =
          given != null
              ? Tls.of(given)
              : Tls.trusting(pem == null ? List.of() : Certificates.read(pem));
      Settings settings =
          new Settings(
              Set.copyOf(plainHosts),
              tls,
              proxies,
              proxyCredentials,
              timeouts,
              retries,
              userAgent,
              nanoTime);
      Map<String, Credentials> own = Map.copyOf(credentials);
      DockerConfig docker = config;
      return new RegistryHttp(
          settings,
          host -> Optional.ofNullable(own.get(DockerConfig.key(host))).or(() -> docker.find(host)));
    }
  }
}
