package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.testing.OssBucket.Versioning;
import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.TestCertificates;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, in which bucket, and on which way. */
final class OssAccessTest extends StoreOnServer {

  private static OssCredentials temporary(OssCredential credential) {
    return OssCredentials.of(
        credential.accessKeyId(), credential.accessKeySecret(), credential.securityToken());
  }

  @ParameterizedTest
  @EnumSource(names = {"ENABLED", "SUSPENDED"})
  void refuses_a_bucket_where_overwriting_cannot_be_forbidden(Versioning versioning) {
    bucket.versioning(versioning);
    OssStore store = store();
    HotfixException refusal = failure(() -> put(store, KEY, SMALL));
    assertThat(refusal.code()).isEqualTo("store-versioned");
    assertThat(refusal.message(Locale.ENGLISH)).contains("oss://release");
    assertThat(codeOf(() -> put(store, KEY, LARGE))).isEqualTo("store-versioned");
    bucket.put(OTHER.value(), bytesOf(SMALL));
    assertThat(codeOf(() -> store.copyIfAbsent(OTHER, KEY, SMALL.fingerprint())))
        .isEqualTo("store-versioned");
    assertThat(server.log().entries(OssRequest::writes)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void takes_any_bucket_when_told_so(Versioning versioning) {
    bucket.versioning(versioning);
    put(open(builder().allowVersioning()), KEY, SMALL);
    assertThat(stored(KEY)).isEqualTo(bytesOf(SMALL));
    assertThat(count(OssOperation.GET_BUCKET_VERSIONING)).isZero();
  }

  @Test
  void asks_for_versioning_once() {
    OssStore store = store();
    put(store, KEY, SMALL);
    put(store, OTHER, LARGE);
    assertThat(count(OssOperation.GET_BUCKET_VERSIONING)).isEqualTo(1);
  }

  @Test
  void says_which_right_is_missing_to_ask_for_versioning() {
    fail(OssOperation.GET_BUCKET_VERSIONING, OssFault.error(403, "AccessDenied"));
    HotfixException refusal = failure(() -> put(store(), KEY, SMALL));
    assertThat(refusal.code()).isEqualTo("store-denied");
    assertThat(refusal.message(Locale.ENGLISH)).contains("oss:GetBucketVersioning");
    assertThat(server.log().entries(OssRequest::writes)).isEmpty();
  }

  @Test
  void takes_no_denial_for_absence() {
    OssStore stranger = open(builder().credentials(OssCredentials.of("nobody", "nothing")));
    assertThat(codeOf(() -> stranger.stat(KEY))).isEqualTo("store-denied");
    assertThat(codeOf(() -> stranger.list("", ""))).isEqualTo("store-denied");
    assertThat(codeOf(() -> put(stranger, KEY, SMALL))).isEqualTo("store-denied");
    OssStore lost =
        open(
            OssStore.builder("elsewhere")
                .endpoint(server.endpoint().toString())
                .region(server.region())
                .credentials(Stores.credentials(server.credential())));
    assertThat(codeOf(() -> lost.list("", ""))).isEqualTo("store-missing");
    assertThat(codeOf(() -> put(lost, KEY, SMALL))).isEqualTo("store-missing");
  }

  @Test
  void says_that_only_reading_is_allowed() {
    OssStore reader = open(builder().credentials(Stores.credentials(server.readOnlyCredential())));
    assertThat(reader.stat(KEY)).isEmpty();
    assertThat(codeOf(() -> put(reader, KEY, SMALL))).isEqualTo("store-denied");
    assertThat(codeOf(() -> put(reader, KEY, LARGE))).isEqualTo("store-denied");
  }

  @Test
  void goes_on_with_the_next_token_when_one_ends_in_the_middle() {
    OssCredential first = server.temporaryCredential(Duration.ofHours(1));
    AtomicReference<OssCredential> current = new AtomicReference<>(first);
    OssFault expiry =
        OssFault.afterDoing(
            () -> {
              server.expire(first);
              current.set(server.temporaryCredential(Duration.ofHours(1)));
            });
    server.faults().next(1, OssRequest.isPart(2), expiry);
    OssStore store = open(builder().credentials(() -> temporary(current.get())));
    put(store, KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(server.log().entries().stream().filter(e -> e.status() == 403)).isEmpty();
  }

  @Test
  void tells_the_truth_when_the_only_token_ends_and_goes_on_later() {
    OssCredential only = server.temporaryCredential(Duration.ofHours(1));
    server.faults().next(1, OssRequest.isPart(2), OssFault.afterDoing(() -> server.expire(only)));
    OssStore store = open(builder().credentials(temporary(only)).journal(journals()));
    HotfixException ended = failure(() -> put(store, KEY, LARGE));
    assertThat(ended.code()).isEqualTo("store-denied");
    assertThat(ended.message(Locale.ENGLISH)).contains("SecurityTokenExpired");
    server.log().clear();
    put(journaling(), KEY, LARGE);
    assertThat(count(OssOperation.UPLOAD_PART)).isEqualTo(3);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
  }

  @Test
  void speaks_tls_with_whom_it_was_told_to_trust_and_nobody_else() {
    TestCertificates certificates = TestCertificates.in(folder.resolve("certificates"));
    try (OssServer secured =
        OssServer.builder().smallestPart(1).https(certificates.serverContext()).start()) {
      OssStoreBuilder trusting =
          Stores.on(secured).smallParts(4, 100).trust(certificates.trustManagers()[0]);
      try (OssStore store = trusting.build();
          OssStore stranger = Stores.on(secured).build()) {
        put(store, KEY, LARGE);
        secured
            .faults()
            .next(1, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.resetAfterReading(1));
        put(store, OTHER, SMALL);
        secured.log().clear();
        assertThat(codeOf(() -> stranger.stat(KEY))).isEqualTo("store-unreachable");
        assertThat(secured.log().entries()).isEmpty();
      }
      assertThat(secured.bucket().keys()).hasSize(2);
      OssInterruptTest.awaitNoConnections(secured);
    }
  }

  private OssStoreBuilder throughProxy() {
    InetSocketAddress proxy = InetSocketAddress.createUnresolved("127.0.0.1", server.port());
    return builder().allowPlainHttp().line(new Line(1_000_000, Optional.of(proxy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oss-cn-hangzhou.aliyuncs.com", "oss.example.com"})
  void puts_the_bucket_into_the_host(String host) {
    OssStore store = open(throughProxy().endpoint("http://" + host));
    put(store, KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(server.log().entries())
        .allMatch(e -> e.request().header("host").orElseThrow().equals("release." + host));
  }

  @Test
  void puts_no_bucket_into_a_domain_of_its_own() {
    OssStore store = open(throughProxy().domain("http://release.example.com"));
    put(store, KEY, SMALL);
    assertThat(stored(KEY)).isEqualTo(bytesOf(SMALL));
    assertThat(server.log().entries())
        .allMatch(e -> e.request().header("host").orElseThrow().equals("release.example.com"));
  }

  @Test
  void keeps_to_its_prefix() {
    OssStore store = open(builder().prefix("产品/in"));
    put(store, KEY, LARGE);
    assertThat(bucket.keys()).containsExactly("产品/in/" + KEY);
    assertThat(store.address(KEY)).isEqualTo("oss://release/产品/in/" + KEY);
    assertThat(store.list("", "").objects()).hasSize(1);
    assertThat(store.toString()).isEqualTo("oss://release/产品/in/ (" + server.endpoint() + ")");
  }

  @Test
  void takes_the_longest_keys() {
    StringBuilder text = new StringBuilder("a b/");
    while (text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 1020) {
      text.append("补");
    }
    String key =
        text
            + "x"
                .repeat(
                    1023
                        - text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    StoreKey longest = StoreKey.of(key);
    OssStore store = store();
    put(store, longest, LARGE);
    store.copyIfAbsent(longest, OTHER, LARGE.fingerprint());
    fail(OssOperation.INITIATE_MULTIPART_UPLOAD, OssFault.resetAfterDoing());
    assertThat(store.list("a b/", "").objects()).hasSize(1);
    assertThat(stored(longest)).isEqualTo(bytesOf(LARGE));
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void replaces_only_what_was_seen() {
    OssStore store = store();
    put(store, KEY, SMALL);
    Content next = Content.of(bytes(40, 8));
    assertThat(codeOf(() -> store.replaceIfDigestIs(KEY, LARGE.fingerprint().sha256(), next)))
        .isEqualTo("store-conflict");
    assertThat(stored(KEY)).isEqualTo(bytesOf(SMALL));
    fail(OssOperation.PUT_OBJECT, OssFault.resetAfterDoing());
    assertThat(store.replaceIfDigestIs(KEY, SMALL.fingerprint().sha256(), next).created()).isTrue();
    assertThat(stored(KEY)).isEqualTo(bytes(40, 8));
    assertThat(store.replaceIfDigestIs(KEY, SMALL.fingerprint().sha256(), next).created())
        .isFalse();
    assertThat(codeOf(() -> store.replaceIfDigestIs(OTHER, SMALL.fingerprint().sha256(), next)))
        .isEqualTo("store-conflict");
  }
}
