package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gets tokens where a registry says that it trusts them.
 *
 * <p>A registry may be hostile and name any token server. So the server is asked over https, or
 * over plain http only if the registry itself is reached over plain http and the server is the same
 * host, is on this machine as the registry is, or was allowed to speak plain http. And it is shown
 * the credentials of the registry that named it, never another's. Its redirects are not followed.
 */
final class TokenServer {

  private static final int MOST_BYTES = 1 << 20;
  private static final long USUAL_LIFE = 60;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,65536}");

  private final Retrier retrier;
  private final Transport transport;
  private final Settings settings;

  TokenServer(Retrier retrier, Transport transport, Settings settings) {
    this.retrier = retrier;
    this.transport = transport;
    this.settings = settings;
  }

  /**
   * What is asked for, and by whom.
   *
   * @param registry the registry that named the server
   * @param challenge what the registry said
   * @param scopes what shall be allowed
   * @param credentials what to show, or nothing
   */
  record Question(
      Address registry,
      Challenge challenge,
      List<String> scopes,
      Optional<Credentials> credentials) {

    List<String> secrets() {
      return credentials.map(Credentials::secrets).orElse(List.of());
    }

    Message shown() {
      return Access.shown(credentials);
    }
  }

  Token.Grant ask(Question question) {
    URI realm = realm(question);
    Address server = Address.of(realm);
    Outgoing request = request(question, realm);
    Incoming answer =
        retrier.send(
            server,
            true,
            () -> {
              Incoming started = transport.exchange(request);
              return started.status() == 200
                  ? started.holding(RegistryResponse.readBody(started, MOST_BYTES))
                  : started;
            });
    if (answer.status() != 200) {
      throw refused(question, server, answer);
    }
    return grant(server, answer);
  }

  private URI realm(Question question) {
    String text = question.challenge().parameter("realm").orElse("");
    try {
      URI realm = new URI(text);
      String scheme = String.valueOf(realm.getScheme());
      boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (http && realm.getHost() != null && realm.getUserInfo() == null) {
        requireSafe(question.registry(), Address.of(realm));
        return realm;
      }
    } catch (URISyntaxException e) {
      throw Failures.answer("bad-realm", question.registry());
    }
    throw Failures.answer("bad-realm", question.registry());
  }

  private void requireSafe(Address registry, Address server) {
    boolean near =
        server.host().equals(registry.host())
            || (server.isLoopback() && registry.isLoopback())
            || Doors.allows(settings.plainHosts(), server);
    if (!server.secure() && (registry.secure() || !near)) {
      throw Failures.answer("plain-realm", registry, server);
    }
  }

  private Outgoing request(Question question, URI realm) {
    Optional<Credentials> shown =
        question.credentials().filter(each -> each.kind() == Credentials.Kind.IDENTITY);
    Headers headers = Headers.none().with("Accept", "application/json");
    if (shown.isPresent()) {
      String form =
          "grant_type=refresh_token&client_id=hotfix&service="
              + encode(question.challenge().parameter("service").orElse(""))
              + "&scope="
              + encode(String.join(" ", question.scopes()))
              + "&refresh_token="
              + encode(shown.get().secret());
      RequestBody body = RequestBody.of("application/x-www-form-urlencoded", form.getBytes(UTF_8));
      return new Outgoing("POST", realm, headers, body, false, settings.timeouts().answer());
    }
    Optional<Credentials> password =
        question.credentials().filter(each -> each.kind() == Credentials.Kind.PASSWORD);
    if (password.isPresent()) {
      headers = headers.with("Authorization", password.get().authorization());
    }
    URI place = withQuery(realm, question);
    return new Outgoing("GET", place, headers, null, true, settings.timeouts().answer());
  }

  private static URI withQuery(URI realm, Question question) {
    StringBuilder text = new StringBuilder(realm.toString().replaceFirst("#.*", ""));
    String joint = realm.getRawQuery() == null ? "?" : "&";
    Optional<String> service = question.challenge().parameter("service");
    if (service.isPresent()) {
      text.append(joint).append("service=").append(encode(service.get()));
      joint = "&";
    }
    for (String scope : question.scopes()) {
      text.append(joint).append("scope=").append(encode(scope));
      joint = "&";
    }
    return URI.create(text.toString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static HotfixException refused(Question question, Address server, Incoming answer) {
    int status = answer.status();
    String said = ServerText.of(answer, question.secrets());
    if (Set.of(400, 401, 403).contains(status)) {
      return Failures.unauthorized(
          Texts.message(
              "token-refused",
              server,
              String.join(", ", question.scopes()),
              question.registry().authority(),
              status,
              question.shown(),
              said));
    }
    return Failures.answer("token-status", server, status, said);
  }

  private static Token.Grant grant(Address server, Incoming answer) {
    try {
      Optional<JsonObject> json = JsonObject.parse(answer.take(MOST_BYTES));
      Optional<String> token =
          json.flatMap(each -> each.text("token").or(() -> each.text("access_token")));
      if (token.filter(each -> TOKEN.matcher(each).matches()).isEmpty()) {
        throw Failures.answer("no-token", server);
      }
      long seconds = json.flatMap(each -> each.number("expires_in")).orElse(USUAL_LIFE);
      long life = seconds <= 0 ? USUAL_LIFE : Math.min(seconds, 86_400);
      return new Token.Grant(token.get(), life);
    } catch (IOException e) {
      throw Failures.unreachable(server, e);
    }
  }
}
