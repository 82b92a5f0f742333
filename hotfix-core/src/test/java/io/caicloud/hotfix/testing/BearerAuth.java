package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets those in who bring a token that its own endpoint gave out (Docker's token authentication).
 * By default it knows nobody, tokens live five minutes of the machine's clock and for any number of
 * requests, and both ways of getting one are open: GET with a password, and POST with a password or
 * an identity token. Set up before the server starts; then safe for use by several threads.
 */
public final class BearerAuth extends RegistryAuth {

  /** What the challenge calls the service; a token is given out for no other. */
  public static final String SERVICE = "test-registry";

  static final String TOKEN_PATH = "/token";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Account> accounts = new ArrayList<>();
  private final TokenDesk tokens = new TokenDesk();
  private boolean post = true;
  private String field = "token";

  /** A user, or with an empty name anybody, and what they may do. */
  private record Account(String user, String password, Set<String> actions, Pattern repositories) {

    Access allowed(Access wanted) {
      boolean known = repositories.matcher(wanted.repository()).matches();
      return wanted.onlyFrom(known ? actions : Set.of());
    }
  }

  BearerAuth() {}

  /**
   * Add a user who may pull and push everywhere.
   *
   * @param user the name
   * @param password the password
   */
  public BearerAuth user(String user, String password) {
    return user(user, password, "pull,push", ".*");
  }

  /**
   * Add a user who may do some things in some repositories.
   *
   * @param user the name
   * @param password the password
   * @param actions {@code pull}, {@code push} or both, joined by a comma
   * @param repositories a regular expression for names of repositories
   */
  public BearerAuth user(String user, String password, String actions, String repositories) {
    Set<String> allowed = Set.of(actions.split(",", -1));
    accounts.add(new Account(user, password, allowed, Pattern.compile(repositories)));
    return this;
  }

  /**
   * Give everybody a token to pull from some repositories.
   *
   * @param repositories a regular expression for names of repositories
   */
  public BearerAuth anonymousPull(String repositories) {
    return user("", "", "pull", repositories);
  }

  /**
   * Let each token be good for some requests only.
   *
   * @param requests how many
   */
  public BearerAuth tokenUses(int requests) {
    tokens.limitUses(requests);
    return this;
  }

  /**
   * Let each token be good for some time only, and say so in {@code expires_in}.
   *
   * @param lifetime how long
   * @param clock tells the time
   */
  public BearerAuth tokenLifetime(Duration lifetime, InstantSource clock) {
    tokens.limitTime(lifetime, clock);
    return this;
  }

  /** Give out tokens by GET only; POST is not found, as in older registries. */
  public BearerAuth withoutPost() {
    post = false;
    return this;
  }

  /** Call the token {@code access_token} in answers to GET, where {@code token} is usual. */
  public BearerAuth accessTokenField() {
    field = "access_token";
    return this;
  }

  /**
   * Return a new identity token of a user, as {@code docker login} would put it into its
   * configuration. It is good for POST only.
   *
   * @param user the name
   */
  public String identityToken(String user) {
    return tokens.identity(user);
  }

  /** Let no token that was given out so far be good any longer; identity tokens stay good. */
  public void revokeTokens() {
    tokens.revoke();
  }

  @Override
  Optional<RegistryAnswer> refusal(RegistryRequest request, List<Access> wanted, String base) {
    Optional<String> token =
        request
            .header("Authorization")
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()));
    if (token.isEmpty()) {
      return Optional.of(challenge(wanted, base));
    }
    return tokens
        .problem(token.get(), wanted)
        .map(problem -> unauthorized(header(wanted, base) + ",error=\"" + problem + "\""));
  }

  @Override
  RegistryAnswer challenge(List<Access> wanted, String base) {
    return unauthorized(header(wanted, base));
  }

  private static String header(List<Access> wanted, String base) {
    String challenge = "Bearer realm=\"" + base + TOKEN_PATH + "\",service=\"" + SERVICE + "\"";
    if (wanted.isEmpty()) {
      return challenge;
    }
    String scope = wanted.stream().map(Access::toString).collect(Collectors.joining(" "));
    return challenge + ",scope=\"" + scope + "\"";
  }

  @Override
  RegistryAnswer token(RegistryRequest request, InputStream body) throws IOException {
    if (request.isGet()) {
      String credentials = basicCredentials(request).orElse(":");
      boolean bad = request.header("Authorization").isPresent() && credentials.equals(":");
      Form form = new Form(request.query());
      return bad ? refused() : given(account(credentials), form, field);
    }
    if (!post || !request.method().equals("POST")) {
      return RegistryAnswer.of(404);
    }
    Form form = new Form(new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
    return given(account(form), form, "access_token");
  }

  private Optional<Account> account(Form form) {
    return switch (form.value("grant_type")) {
      case "password" -> account(form.value("username") + ":" + form.value("password"));
      case "refresh_token" ->
          tokens.identified(form.value("refresh_token")).flatMap(this::accountOf);
      default -> Optional.empty();
    };
  }

  private Optional<Account> accountOf(String user) {
    return accounts.stream().filter(account -> account.user().equals(user)).findFirst();
  }

  private Optional<Account> account(String credentials) {
    return accounts.stream()
        .filter(account -> (account.user() + ":" + account.password()).equals(credentials))
        .findFirst();
  }

  private RegistryAnswer given(Optional<Account> account, Form form, String name) {
    if (account.isEmpty()) {
      return refused();
    }
    if (!form.value("service").equals(SERVICE)) {
      return RegistryAnswer.error(400, "UNSUPPORTED", "not the service " + SERVICE);
    }
    List<Access> granted = form.scopes().map(Access::parse).map(account.get()::allowed).toList();
    ObjectNode root = JSON.createObjectNode();
    root.put(name, tokens.issue(granted));
    tokens.lifetime().ifPresent(lifetime -> root.put("expires_in", lifetime.toSeconds()));
    boolean offline =
        form.value("offline_token").equals("true") || form.value("access_type").equals("offline");
    if (offline || form.value("grant_type").equals("refresh_token")) {
      root.put("refresh_token", tokens.identity(account.get().user()));
    }
    return RegistryAnswer.json(200, root);
  }

  private static RegistryAnswer refused() {
    return RegistryAnswer.error(401, "UNAUTHORIZED", "wrong user, password or identity token");
  }

  /** Parameters in the form of a query. */
  private record Form(String text) {
    String value(String name) {
      return RegistryRequest.values(text, name).stream().findFirst().orElse("");
    }

    Stream<String> scopes() {
      return RegistryRequest.values(text, "scope").stream()
          .flatMap(value -> Arrays.stream(value.split(" ", -1)));
    }
  }
}
