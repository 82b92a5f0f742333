package io.caicloud.hotfix.internal.registry;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request to a registry, without its authentication. Immutable. */
public final class RegistryRequest {

  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

  private final String method;
  private final Repository repository;
  private final String path;
  private final @Nullable URI location;
  private final List<String> scopes;
  private final Headers headers;
  private final @Nullable RequestBody body;
  private final Set<Integer> expected;
  private final boolean repeatable;
  private final Duration extraPatience;

  private RegistryRequest(Builder builder) {
    method = builder.method;
    repository = builder.repository;
    path = builder.path;
    location = builder.location;
    headers = builder.headers;
    body = builder.body;
    expected = Set.copyOf(builder.expected);
    repeatable = builder.repeatable;
    extraPatience = builder.extraPatience;
    List<String> all = new ArrayList<>();
    all.add("repository:" + repository.name() + (builder.pushing ? ":pull,push" : ":pull"));
    builder.others.forEach(name -> all.add("repository:" + name + ":pull"));
    scopes = List.copyOf(all);
  }

  /**
   * Start a request for a path such as {@code manifests/v1.2.3}. It only pulls, expects any 2xx
   * status, and is repeated after a failure if its method is GET, HEAD, PUT or DELETE.
   *
   * @param method GET, HEAD, POST, PUT, PATCH or DELETE
   * @param repository where
   * @param path the path after {@code /v2/NAME/}, with a query if need be, encoded
   */
  public static Builder of(String method, Repository repository, String path) {
    return new Builder(method, repository, path);
  }

  String method() {
    return method;
  }

  Repository repository() {
    return repository;
  }

  List<String> scopes() {
    return scopes;
  }

  Headers headers() {
    return headers;
  }

  Optional<RequestBody> body() {
    return Optional.ofNullable(body);
  }

  boolean expects(int status) {
    return expected.isEmpty() ? status >= 200 && status < 300 : expected.contains(status);
  }

  boolean isRepeatable() {
    return repeatable;
  }

  Duration extraPatience() {
    return extraPatience;
  }

  /** Return whether the request goes to a place which the registry named. */
  Optional<URI> location() {
    return Optional.ofNullable(location);
  }

  String path() {
    return "/v2/" + repository.name() + "/" + path;
  }

  /** Return what to call this request in messages: without the query, which may hold secrets. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return method
        + " "
        + (query < 0 ? path() : "/v2/" + repository.name() + "/" + path.substring(0, query));
  }

  /** Collects what a request may have besides its place. */
  public static final class Builder {

    private final String method;
    private final Repository repository;
    private final String path;
    private final Set<Integer> expected = new TreeSet<>();
    private final List<String> others = new ArrayList<>();
    private @Nullable URI location;
    private boolean pushing;
    private Headers headers = Headers.none();
    private @Nullable RequestBody body;
    private boolean repeatable;
    private Duration extraPatience = Duration.ZERO;

    private Builder(String method, Repository repository, String path) {
      this.method = Headers.requireMethod(method);
      this.repository = requireNonNull(repository, "repository");
      this.path = Address.requirePath(path);
      this.repeatable = REPEATABLE.contains(method);
    }

    /**
     * Send the request to this place instead of the path, such as an upload's {@link
     * RegistryResponse#location()}. Credentials go along only to the registry itself.
     *
     * @param place an absolute address by http or https
     */
    public Builder at(URI place) {
      this.location = requireNonNull(place, "place");
      return this;
    }

    /** Ask for the right to push as well. */
    public Builder pushing() {
      this.pushing = true;
      return this;
    }

    /**
     * Ask for the right to pull from another repository of the same registry as well, as mounting a
     * blob needs it.
     *
     * @param name the other repository's name
     */
    public Builder alsoPulling(String name) {
      others.add(new Repository(repository.host(), name).name());
      return this;
    }

    /**
     * Accept these media types.
     *
     * @param types the media types, most wanted first
     */
    public Builder accept(List<String> types) {
      headers = headers.with("Accept", String.join(", ", types));
      return this;
    }

    /**
     * Ask for the bytes from this one on. A registry may answer 200 and send all of them; both 200
     * and 206 are within the statuses expected by default.
     *
     * @param first the first byte's position
     */
    public Builder range(long first) {
      headers = headers.with("Range", "bytes=" + first + "-");
      return this;
    }

    /**
     * Send these bytes.
     *
     * @param content the bytes
     */
    public Builder body(RequestBody content) {
      this.body = requireNonNull(content, "content");
      return this;
    }

    /**
     * Return answers of these statuses, and of no others. What remains after 401, 403 and the
     * statuses that are worth a retry is an exception.
     *
     * @param statuses for example 200 and 404
     */
    public Builder expect(int... statuses) {
      for (int status : statuses) {
        expected.add(status);
      }
      return this;
    }

    /**
     * Say whether the request may be sent again when nobody knows if it arrived.
     *
     * @param safe true if a second request does no harm
     */
    public Builder repeatable(boolean safe) {
      this.repeatable = safe;
      return this;
    }

    /**
     * Wait longer than {@link Timeouts#answer()} for the answer to start: a registry hashes a large
     * upload before it answers.
     *
     * @param duration how much longer, zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public Builder extraPatience(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a negative duration: " + duration);
      }
      this.extraPatience = duration;
      return this;
    }

    /** Return the request. */
    public RegistryRequest build() {
      return new RegistryRequest(this);
    }
  }
}
