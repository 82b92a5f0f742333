package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is opened with settings that can work, and says what it needs. */
final class OssStoreBuilderTest {

  private static OssStoreBuilder builder() {
    return OssStore.builder("release")
        .endpoint("oss-cn-hangzhou.aliyuncs.com")
        .region("cn-hangzhou")
        .credentials(OssCredentials.of("i", "s"));
  }

  private static String told(ThrowingCallable call) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).startsWith("oss-");
    return failure.message(Locale.ENGLISH);
  }

  private static String address(OssStoreBuilder builder) {
    try (OssStore store = builder.build()) {
      return store.toString();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "oss-cn-hangzhou.aliyuncs.com, https://oss-cn-hangzhou.aliyuncs.com",
    "https://oss-cn-hangzhou.aliyuncs.com/, https://oss-cn-hangzhou.aliyuncs.com",
    "HTTPS://h:8443, https://h:8443",
    "http://127.0.0.1:9000, http://127.0.0.1:9000",
    "http://localhost:9000, http://localhost:9000",
    "http://[::1]:9000, http://[::1]:9000"
  })
  void uses_tls_unless_it_is_this_machine(String endpoint, String expected) {
    assertThat(address(builder().endpoint(endpoint))).endsWith("(" + expected + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://oss-cn-hangzhou.aliyuncs.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://128.0.0.1"
      })
  void needs_to_be_told_to_do_without_tls(String endpoint) {
    assertThat(told(() -> builder().endpoint(endpoint).build())).contains("without TLS");
    assertThat(address(builder().endpoint(endpoint).allowPlainHttp())).contains(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://h",
        "https://h/path",
        "https://h?q",
        "https://user:pass@h",
        "https://h#f",
        "a b",
        "https://"
      })
  void refuses_what_is_no_endpoint(String endpoint) {
    assertThat(told(() -> builder().endpoint(endpoint).build())).contains("no endpoint");
  }

  @Test
  void names_what_is_missing() {
    assertThat(told(() -> OssStore.builder("No_Bucket"))).contains("No_Bucket");
    assertThat(told(() -> builder().region("").build())).contains("no region");
    assertThat(told(() -> builder().region("cn/x").build())).contains("no region");
    assertThat(told(() -> OssStore.builder("release").region("r").build()))
        .contains("no access key");
    assertThat(told(() -> OssCredentials.of(" ", "s"))).contains("access key id");
    assertThat(told(() -> OssCredentials.of("i", ""))).contains("access key secret");
    assertThat(told(() -> OssCredentials.of("i", "s", " "))).contains("security token");
  }

  @Test
  void refuses_numbers_that_cannot_be() {
    List<ThrowingCallable> calls =
        List.of(
            () -> builder().partSize(100 * 1024 - 1),
            () -> builder().partSize(1L << 31),
            () -> builder().threads(0),
            () -> builder().threads(65),
            () -> builder().deadline(Duration.ofMillis(99)),
            () -> builder().attempts(0, Duration.ZERO),
            () -> builder().attempts(1, Duration.ofMillis(-1)));
    calls.forEach(call -> assertThatIllegalArgumentException().isThrownBy(call));
  }

  @Test
  void takes_a_profile() {
    OssProfile.Hosts hosts =
        new OssProfile.Hosts(Map.of("release", "ignored"), Map.of("release", "r.example.com"));
    OssProfile profile =
        new OssProfile("e.example.com", "oss-r", OssCredentials.of("i", "s"), hosts, List.of());
    assertThat(address(OssStore.builder("release").profile(profile))).contains("//r.example.com");
    assertThat(address(OssStore.builder("other").profile(profile))).contains("//e.example.com");
  }

  @Test
  void cuts_large_objects_into_no_more_parts_than_there_may_be() {
    OssOptions options =
        new OssOptions(
            new Endpoint(java.net.URI.create("https://h"), false),
            "r",
            "b",
            "",
            () -> OssCredentials.of("i", "s"),
            8,
            8,
            10_000,
            1,
            Duration.ofSeconds(1),
            Pauses.USUAL,
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            false,
            notice -> {},
            Line.USUAL);
    assertThat(options.partSize(80_000)).isEqualTo(8);
    assertThat(options.partSize(80_001)).isEqualTo(9);
  }
}
