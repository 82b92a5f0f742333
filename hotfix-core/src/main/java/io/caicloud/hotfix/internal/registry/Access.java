package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one registry is convinced: by what it asks for, the credentials for it, and the tokens got so
 * far. Credentials are looked up when the registry first asks. Safe to share between threads.
 */
final class Access {

  private static final int MOST_TOKENS = 4096;

  private final Address registry;
  private final TokenServer server;
  private final LongSupplier nanoTime;
  private final Supplier<Optional<Credentials>> lookup;
  private final Map<List<String>, Token> tokens = new ConcurrentHashMap<>();
  private volatile @Nullable Challenge challenge;
  private final Once<Optional<Credentials>> credentials;

  Access(
      Address registry,
      TokenServer server,
      LongSupplier nanoTime,
      Supplier<Optional<Credentials>> lookup) {
    this.registry = registry;
    this.server = server;
    this.nanoTime = nanoTime;
    this.lookup = lookup;
    this.credentials = new Once<>(registry.toString());
  }

  Address registry() {
    return registry;
  }

  /** Return the value of {@code Authorization} as far as the registry asked for one, or empty. */
  String known(List<String> scopes) {
    Challenge asked = challenge;
    return asked == null ? "" : value(asked, scopes, "");
  }

  /**
   * Return the value that answers a challenge, or empty if there is none.
   *
   * @param offers what the registry offers
   * @param scopes what shall be allowed
   * @param refused the value that the registry refused, or empty
   */
  String answer(List<Challenge> offers, List<String> scopes, String refused) {
    Optional<Challenge> asked =
        Challenge.first(offers, "bearer").or(() -> Challenge.first(offers, "basic"));
    if (asked.isEmpty()) {
      return "";
    }
    String value = value(asked.get(), scopes, refused);
    challenge = asked.get();
    return value.equals(refused) ? "" : value;
  }

  private String value(Challenge asked, List<String> scopes, String refused) {
    Optional<Credentials> shown = credentials();
    Optional<Credentials.Kind> kind = shown.map(Credentials::kind);
    if (asked.scheme().equals("basic")) {
      return kind.filter(Credentials.Kind.PASSWORD::equals).isPresent()
          ? shown.get().authorization()
          : "";
    }
    if (kind.filter(Credentials.Kind.BEARER::equals).isPresent()) {
      return shown.get().authorization();
    }
    if (tokens.size() > MOST_TOKENS) {
      tokens.clear();
    }
    List<String> key = new ArrayList<>(scopes);
    key.add(asked.parameter("realm").orElse(""));
    key.add(asked.parameter("service").orElse(""));
    Token token = tokens.computeIfAbsent(List.copyOf(key), each -> new Token(nanoTime));
    String old = refused.startsWith("Bearer ") ? refused.substring("Bearer ".length()) : "";
    TokenServer.Question question = new TokenServer.Question(registry, asked, scopes, shown);
    return "Bearer " + token.value(old, () -> server.ask(question));
  }

  /** Return the credentials for this registry, looked up once. */
  Optional<Credentials> credentials() {
    try {
      return credentials.get(lookup::get);
    } catch (IOException e) {
      throw Failures.unreachable(registry, e);
    }
  }

  /** Return all texts that must not be shown: the credentials and the tokens got for them. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (challenge != null) {
      credentials().ifPresent(each -> secrets.addAll(each.secrets()));
      tokens.values().forEach(each -> secrets.add(each.last()));
    }
    return secrets;
  }

  /** Return in words what was shown. */
  static Message shown(Optional<Credentials> credentials) {
    return credentials
        .map(each -> Texts.message("with-credentials", each.origin()))
        .orElseGet(() -> Texts.message("without-credentials"));
  }
}
