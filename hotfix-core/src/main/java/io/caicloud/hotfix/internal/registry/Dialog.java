package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One try of a request with authentication: what is known goes along; a challenge of the registry
 * itself is answered once.
 */
final class Dialog {

  private final Settings settings;
  private final Doors doors;
  private final Redirects redirects;
  private final TokenServer tokens;
  private final Function<String, Optional<Credentials>> credentials;
  private final Map<String, Access> accesses = new ConcurrentHashMap<>();

  Dialog(
      Settings settings,
      Transport transport,
      Retrier retrier,
      Function<String, Optional<Credentials>> credentials) {
    this.settings = settings;
    this.credentials = credentials;
    this.doors = new Doors(settings, transport);
    this.redirects = new Redirects(transport, settings.plainHosts());
    this.tokens = new TokenServer(retrier, transport, settings);
  }

  /** Send a request and return its answer, whatever its status except a refusal. */
  Incoming exchange(RegistryRequest request) throws IOException {
    Access access = access(request.repository().host());
    Address registry = access.registry();
    URI place = request.location().orElseGet(() -> URI.create(registry + request.path()));
    Outgoing outgoing =
        new Outgoing(
            request.method(),
            place,
            request.headers(),
            request.body().orElse(null),
            request.isRepeatable(),
            settings.timeouts().answer().plus(request.extraPatience()));
    redirects.requireAllowed(registry, Address.of(place));
    boolean home = Address.of(place).equals(registry);
    String shown = home ? access.known(request.scopes()) : "";
    Incoming answer = redirects.follow(outgoing, shown);
    if (answer.status() == 401 && isFrom(answer, registry)) {
      List<Challenge> offers = Challenge.parse(answer.headers().all("WWW-Authenticate"));
      String next = access.answer(offers, request.scopes(), shown);
      if (next.isEmpty()) {
        throw refused(request, access, answer);
      }
      answer.close();
      shown = next;
      answer = redirects.follow(outgoing, next);
    }
    if ((answer.status() == 401 || answer.status() == 403) && isFrom(answer, registry)) {
      throw refused(request, access, answer);
    }
    return answer;
  }

  /** Return what must not be shown of an exchange with a registry. */
  List<String> secrets(RegistryRequest request) {
    Access access = accesses.get(request.repository().host());
    return access == null ? List.of() : access.secrets();
  }

  private Access access(String host) throws IOException {
    Access known = accesses.get(host);
    if (known != null) {
      return known;
    }
    Address address = doors.of(host);
    return accesses.computeIfAbsent(
        host,
        each -> new Access(address, tokens, settings.nanoTime(), () -> credentials.apply(each)));
  }

  private static boolean isFrom(Incoming answer, Address registry) {
    return Address.of(answer.place()).equals(registry);
  }

  private static HotfixException refused(RegistryRequest request, Access access, Incoming answer) {
    int status = answer.status();
    String said = ServerText.of(answer, access.secrets());
    return Failures.unauthorized(
        Texts.message(
            "unauthorized",
            request.repository().host(),
            request,
            status,
            Access.shown(access.credentials()),
            said));
  }
}
