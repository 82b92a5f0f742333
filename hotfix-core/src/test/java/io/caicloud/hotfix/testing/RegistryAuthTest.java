package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryAuthTest {

  private static final String ACCEPT = "Accept: " + ManifestTypes.OCI_MANIFEST;
  private static final String MANIFEST = "GET /v2/release/web/manifests/v1";
  private static final String PULL = "repository:release/web:pull";
  private static final String SERVICE = "/token?service=test-registry";
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:access_)?token\":\"([^\"]+)\".*", Pattern.DOTALL);

  private final TinyImage image = TinyImage.of("a");
  private RegistryServer registry = RegistryServer.start();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void basic_lets_in_who_has_the_password_and_challenges_the_others() throws IOException {
    startWith(RegistryAuth.basic("ci", "not:a secret"));
    assertThat(ask(MANIFEST, ACCEPT, basic("ci", "not:a secret")).status()).isEqualTo(200);
    for (String wrong :
        new String[] {
          "X-Nothing: here",
          basic("ci", "wrong"),
          basic("", ""),
          "Authorization: Basic %%%",
          "Authorization: Bearer not:a secret"
        }) {
      Answer refused = ask(MANIFEST, ACCEPT, wrong);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"test registry\"");
    }
    assertThat(ask("GET /v2/").status()).isEqualTo(401);
  }

  @Test
  void bearer_challenges_with_realm_service_and_scope() throws IOException {
    startWith(RegistryAuth.bearer().user("ci", "pw"));
    String realm = "Bearer realm=\"" + registry.uri() + "token\",service=\"test-registry\"";
    assertThat(ask("GET /v2/").header("WWW-Authenticate")).isEqualTo(realm);
    assertThat(ask(MANIFEST, basic("ci", "pw")).header("WWW-Authenticate"))
        .isEqualTo(realm + ",scope=\"" + PULL + "\"");
    assertThat(ask("POST /v2/b/blobs/uploads/?mount=x&from=a").header("WWW-Authenticate"))
        .isEqualTo(realm + ",scope=\"repository:b:pull,push repository:a:pull\"");
  }

  @Test
  void bearer_gives_a_token_that_is_good_for_its_scope_only() throws IOException {
    startWith(RegistryAuth.bearer().user("ci", "pw"));
    String pull = bearer(token(PULL, basic("ci", "pw")));
    assertThat(ask(MANIFEST, ACCEPT, pull).body()).isEqualTo(image.manifestBytes());
    Answer push = ask("POST /v2/release/web/blobs/uploads/", pull);
    assertThat(push.status()).isEqualTo(401);
    assertThat(push.header("WWW-Authenticate")).endsWith(",error=\"insufficient_scope\"");
    assertThat(ask("GET /v2/release/api/tags/list", pull).status()).isEqualTo(401);
    String both = bearer(token("repository:release/web:pull,push", basic("ci", "pw")));
    assertThat(ask("POST /v2/release/web/blobs/uploads/", both).status()).isEqualTo(202);
    assertThat(ask("POST /v2/release/web/blobs/uploads/?mount=x&from=other", both).status())
        .isEqualTo(401);
  }

  @Test
  void bearer_gives_no_more_than_the_account_may() throws IOException {
    startWith(
        RegistryAuth.bearer()
            .user("reader", "pw", "pull", "release/.*")
            .anonymousPull("library/.*"));
    String wanted = "repository:release/web:pull,push";
    String reader = bearer(token(wanted, basic("reader", "pw")));
    assertThat(ask(MANIFEST, ACCEPT, reader).status()).isEqualTo(200);
    assertThat(ask("POST /v2/release/web/blobs/uploads/", reader).status()).isEqualTo(401);
    String nobody = bearer(token(wanted + "&scope=repository:library/web:pull", "X-Nobody: here"));
    assertThat(ask(MANIFEST, ACCEPT, nobody).status()).isEqualTo(401);
    assertThat(ask("GET /v2/library/web/manifests/v1", ACCEPT, nobody).status()).isEqualTo(200);
  }

  @Test
  void token_endpoint_refuses_wrong_passwords_services_and_strangers() throws IOException {
    startWith(RegistryAuth.bearer().user("ci", "pw"));
    assertThat(ask("GET " + SERVICE, basic("ci", "no")).status()).isEqualTo(401);
    assertThat(ask("GET " + SERVICE).status()).isEqualTo(401);
    assertThat(ask("GET " + SERVICE, "Authorization: Bearer x").status()).isEqualTo(401);
    assertThat(ask("GET /token?service=other", basic("ci", "pw")).status()).isEqualTo(400);
    assertThat(ask(MANIFEST, bearer("invented")).header("WWW-Authenticate"))
        .endsWith(",error=\"invalid_token\"");
    startWith(RegistryAuth.bearer().anonymousPull(".*"));
    assertThat(ask("GET " + SERVICE).status()).isEqualTo(200);
    assertThat(ask("GET " + SERVICE, "Authorization: Bearer x").status()).isEqualTo(401);
  }

  @Test
  void tokens_wear_out_expire_and_can_be_revoked() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    BearerAuth auth = RegistryAuth.bearer().user("ci", "pw").accessTokenField();
    auth.tokenUses(2).tokenLifetime(Duration.ofSeconds(60), now::get);
    startWith(auth);
    assertThat(ask("GET " + SERVICE, basic("ci", "pw")).text())
        .contains("\"access_token\":")
        .contains("\"expires_in\":60");
    String worn = bearer(token(PULL, basic("ci", "pw")));
    assertThat(statuses(worn, 3)).containsExactly(200, 200, 401);
    String late = bearer(token(PULL, basic("ci", "pw")));
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(statuses(late, 1)).containsExactly(200);
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(statuses(late, 1)).containsExactly(401);
    String revoked = bearer(token(PULL, basic("ci", "pw")));
    auth.revokeTokens();
    assertThat(statuses(revoked, 1)).containsExactly(401);
  }

  @Test
  void identity_tokens_and_passwords_are_taken_by_post() throws IOException {
    BearerAuth auth = RegistryAuth.bearer().user("ci", "pw");
    startWith(auth);
    String identity = auth.identityToken("ci");
    String form = "&service=test-registry&scope=" + PULL;
    Answer refreshed = post("grant_type=refresh_token&refresh_token=" + identity + form);
    assertThat(statuses(bearer(tokenIn(refreshed)), 1)).containsExactly(200);
    assertThat(refreshed.text()).contains("\"access_token\":").contains("\"refresh_token\":");
    Answer password =
        post("grant_type=password&username=ci&password=pw&access_type=offline" + form);
    assertThat(statuses(bearer(tokenIn(password)), 1)).containsExactly(200);
    assertThat(password.text()).contains("\"refresh_token\":\"identity-");
    assertThat(post("grant_type=refresh_token&refresh_token=x" + form).status()).isEqualTo(401);
    assertThat(post("grant_type=password&username=ci&password=x" + form).status()).isEqualTo(401);
    assertThat(ask("GET " + SERVICE, basic("<token>", identity)).status()).isEqualTo(401);
    auth.withoutPost();
    assertThat(post("grant_type=refresh_token&refresh_token=" + identity + form).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void storage_gives_a_redirected_blob_and_notices_credentials(boolean leak) throws IOException {
    registry.close();
    registry =
        RegistryServer.builder().auth(RegistryAuth.basic("ci", "pw")).redirectBlobs().start();
    registry.add("release/web", "v1", image);
    String digest = image.layers().get(0).digest().toString();
    Answer redirect = ask("GET /v2/release/web/blobs/" + digest, basic("ci", "pw"));
    assertThat(redirect.status()).isEqualTo(307);
    URI location = URI.create(redirect.header("Location"));
    assertThat(location.getHost()).isEqualTo("localhost");
    assertThat(location.getPort()).isNotEqualTo(registry.port());
    String target = "GET " + location.getRawPath();
    try (RawClient client = RawClient.to(location.getPort())) {
      assertThat(client.send(target, new byte[0]).status()).isEqualTo(403);
      String header = leak ? basic("ci", "pw") : "Range: bytes=1-";
      Answer blob = client.send(target + "?" + location.getRawQuery(), new byte[0], header);
      assertThat(blob.status()).isEqualTo(leak ? 400 : 206);
    }
    assertThat(registry.log().leaks()).hasSize(leak ? 1 : 0);
    long sent = leak ? 0 : image.layers().get(0).size() - 1;
    assertThat(registry.log().blobBytes()).isEqualTo(sent);
    int other = location.getPort();
    registry.close();
    assertThat(RawClient.refuses(other)).isTrue();
  }

  private void startWith(RegistryAuth auth) {
    registry.close();
    registry = RegistryServer.builder().auth(auth).start();
    registry.add("release/web", "v1", image);
    registry.add("library/web", "v1", image);
  }

  private Answer ask(String request, String... headers) throws IOException {
    return RawClient.once(registry, request, headers);
  }

  private int[] statuses(String authorization, int requests) throws IOException {
    int[] statuses = new int[requests];
    for (int i = 0; i < requests; i++) {
      statuses[i] = ask(MANIFEST, ACCEPT, authorization).status();
    }
    return statuses;
  }

  private Answer post(String form) throws IOException {
    try (RawClient client = RawClient.of(registry)) {
      return client.send("POST /token", form.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String token(String scope, String header) throws IOException {
    return tokenIn(ask("GET " + SERVICE + "&scope=" + scope, header));
  }

  private static String tokenIn(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Matcher matcher = TOKEN.matcher(answer.text());
    assertThat(matcher.find()).isTrue();
    return URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8);
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }
}
