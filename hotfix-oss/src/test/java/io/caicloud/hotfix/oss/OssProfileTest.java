package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles are read as machines that use ossutil have them. */
final class OssProfileTest {

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("ossutilconfig"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private OssProfile read(String text) throws IOException {
    return OssProfile.read(file(text), OssProfile.DEFAULT, NOTHING);
  }

  private static HotfixException failure(ThrowingCallable call) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static void hasKey(OssProfile profile, String id, String secret, String token) {
    OssCredentials expected =
        token.isEmpty() ? OssCredentials.of(id, secret) : OssCredentials.of(id, secret, token);
    assertThat(profile.credentials()).isEqualTo(expected);
  }

  @Test
  void reads_the_file_of_ossutil_1() throws IOException {
    OssProfile profile =
        read(
            """
            # written by ossutil config
            [Credentials]
            language=EN
            endpoint = oss-cn-hangzhou-internal.aliyuncs.com
            accessKeyID=LTAI-id
            accessKeySecret = a=secret==
            stsToken=the/token==
            [Bucket-Endpoint]
            my-bucket = oss-cn-beijing.aliyuncs.com
            mybucket = oss-cn-shanghai.aliyuncs.com
            both = oss-cn-shanghai.aliyuncs.com
            [Bucket-Cname]
            both = releases.example.com
            """);
    assertThat(profile.endpoint("x")).isEqualTo("oss-cn-hangzhou-internal.aliyuncs.com");
    assertThat(profile.region()).isEqualTo("cn-hangzhou");
    hasKey(profile, "LTAI-id", "a=secret==", "the/token==");
    assertThat(profile.endpoint("my-bucket")).isEqualTo("oss-cn-beijing.aliyuncs.com");
    assertThat(profile.endpoint("mybucket")).isEqualTo("oss-cn-shanghai.aliyuncs.com");
    assertThat(profile.endpoint("both")).isEqualTo("releases.example.com");
    assertThat(profile.isDomain("both")).isTrue();
    assertThat(profile.isDomain("mybucket")).isFalse();
    assertThat(profile.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "accessKeyID, accessKeySecret, stsToken",
    "accessKeyId, access_key_secret, sts_token",
    "access_key_id, access_key, ststoken",
    "access_id, accesskey, sts-token",
    "accessid, access-key-secret, security_token",
    "ACCESS_KEY_ID, ACCESSKEYSECRET, SessionToken"
  })
  void knows_the_other_names_of_keys(String id, String secret, String token) throws IOException {
    String text = "[Credentials]\nhost=h.example.com\n%s=i\n%s=s\n%s=t\n";
    OssProfile profile = read(text.formatted(id, secret, token));
    hasKey(profile, "i", "s", "t");
    assertThat(profile.endpoint("b")).isEqualTo("h.example.com");
    assertThat(profile.region()).isEmpty();
  }

  private static final String SECOND =
      """
      [default]
      access-key-id = base
      access-key-secret = base-secret
      region = cn-hangzhou
      [profile release]
      Access_Key_ID = release
      accessKeySecret = release-secret
      region = cn-beijing
      endpoint = oss-cn-beijing.aliyuncs.com
      [profile child]
      source_profile = release
      region = cn-qingdao
      [profile loop]
      source-profile = loop
      region = cn-qingdao
      [profile orphan]
      source_profile = gone
      """;

  @Test
  void reads_the_file_of_ossutil_2() throws IOException {
    Path file = file(SECOND);
    OssProfile base = OssProfile.read(file, "default", NOTHING);
    hasKey(base, "base", "base-secret", "");
    assertThat(base.endpoint("b")).isEqualTo("oss-cn-hangzhou.aliyuncs.com");
    OssProfile release = OssProfile.read(file, "release", NOTHING);
    hasKey(release, "release", "release-secret", "");
    assertThat(release.region()).isEqualTo("cn-beijing");
    OssProfile child = OssProfile.read(file, "child", NOTHING);
    hasKey(child, "release", "release-secret", "");
    assertThat(child.region()).isEqualTo("cn-qingdao");
    assertThat(child.endpoint("b")).isEqualTo("oss-cn-beijing.aliyuncs.com");
  }

  @Test
  void tells_what_a_profile_lacks() throws IOException {
    Path file = file(SECOND);
    HotfixException loop = failure(() -> OssProfile.read(file, "loop", NOTHING));
    assertThat(loop.code()).isEqualTo("oss-configuration");
    assertThat(loop.message(Locale.ENGLISH)).contains("accessKeyId").contains(file + ":14");
    assertThat(failure(() -> OssProfile.read(file, "orphan", NOTHING)).message(Locale.ENGLISH))
        .contains("\"gone\"");
    assertThat(failure(() -> OssProfile.read(file, "other", NOTHING)).message(Locale.ENGLISH))
        .contains("\"other\"")
        .contains("profile release");
    assertThat(failure(() -> read("[default]\nregion=r\n")).message(Locale.ENGLISH))
        .contains("accessKeyId");
    assertThat(failure(() -> read("[default]\naccessKeyId=i\n")).message(Locale.ENGLISH))
        .contains("endpoint");
    assertThat(failure(() -> read("")).message(Locale.ENGLISH)).contains("no profile");
  }

  @Test
  void lets_variables_go_before_the_file() throws IOException {
    String text =
        """
        [Credentials]
        endpoint=oss-cn-hangzhou.aliyuncs.com
        accessKeyID=i
        accessKeySecret=s
        [Bucket-Endpoint]
        b=oss-cn-shanghai.aliyuncs.com
        """;
    OssProfile set =
        OssProfile.read(
            file(text),
            "default",
            Map.of(
                "OSS_ENDPOINT",
                "oss-cn-beijing.aliyuncs.com",
                "OSS_ACCESS_KEY_ID",
                "env",
                "OSS_ACCESS_KEY_SECRET",
                "env-secret",
                "OSS_SESSION_TOKEN",
                "env-token"));
    assertThat(set.endpoint("b")).isEqualTo("oss-cn-beijing.aliyuncs.com");
    assertThat(set.region()).isEqualTo("cn-beijing");
    hasKey(set, "env", "env-secret", "env-token");
    Map<String, String> blank =
        Map.of("OSS_ENDPOINT", " ", "OSS_REGION", "", "OSS_ACCESS_KEY_ID", "");
    OssProfile unset = OssProfile.read(file(text), "default", blank);
    assertThat(unset.endpoint("b")).isEqualTo("oss-cn-shanghai.aliyuncs.com");
    assertThat(unset.region()).isEqualTo("cn-hangzhou");
    hasKey(unset, "i", "s", "");
    OssProfile region = OssProfile.read(file(text), "default", Map.of("OSS_REGION", "cn-x"));
    assertThat(region.region()).isEqualTo("cn-x");
  }

  @Test
  void reads_variables_alone() {
    Map<String, String> all =
        Map.of(
            "OSS_ENDPOINT", "https://oss-cn-hangzhou.aliyuncs.com",
            "OSS_ACCESS_KEY_ID", "i",
            "OSS_ACCESS_KEY_SECRET", "s");
    OssProfile profile = OssProfile.fromEnvironment(all);
    assertThat(profile.region()).isEqualTo("cn-hangzhou");
    hasKey(profile, "i", "s", "");
    assertThat(failure(() -> OssProfile.fromEnvironment(NOTHING)).code())
        .isEqualTo("oss-configuration");
    Map<String, String> half = Map.of("OSS_ACCESS_KEY_ID", "i");
    assertThat(failure(() -> OssProfile.fromEnvironment(half)).code()).isEqualTo("oss-credentials");
    Map<String, String> key = Map.of("OSS_ACCESS_KEY_ID", "i", "OSS_ACCESS_KEY_SECRET", "s");
    assertThat(failure(() -> OssProfile.fromEnvironment(key)).code())
        .isEqualTo("oss-configuration");
  }

  @ParameterizedTest
  @CsvSource({
    "oss-cn-hangzhou.aliyuncs.com, cn-hangzhou",
    "https://OSS-cn-hangzhou-internal.aliyuncs.com, cn-hangzhou",
    "http://oss-ap-southeast-1.aliyuncs.com:80, ap-southeast-1",
    "oss-accelerate.aliyuncs.com, ''",
    "oss-accelerate-overseas.aliyuncs.com, ''",
    "oss.example.com, ''",
    "127.0.0.1:9000, ''"
  })
  void tells_the_region_from_the_endpoint(String endpoint, String region) {
    assertThat(OssProfile.regionOf(endpoint)).isEqualTo(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void warns_of_a_file_that_others_can_use(String permissions) throws IOException {
    Path file = file("[Credentials]\nhost=h\naccessKeyID=i\naccessKeySecret=s\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(OssProfile.read(file, "default", NOTHING).warnings())
        .singleElement()
        .satisfies(
            warning -> assertThat(warning.text(Locale.ENGLISH)).contains("chmod 600 " + file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Credentials]\nthe-secret\n",
        "[Credentials\naccessKeySecret=the-secret\n",
        "[Credentials]\n=the-secret\n",
        "[Credentials]\naccessKeySecret=the-secret\n",
        "\u0000the-secret"
      })
  void quotes_no_line(String text) throws IOException {
    Path file = file(text);
    HotfixException bad = failure(() -> OssProfile.read(file, "default", NOTHING));
    assertThat(bad.code()).isEqualTo("oss-configuration");
    assertThat(bad.message(Locale.ENGLISH) + bad.message(Locale.CHINESE) + bad.getCause())
        .contains(file.toString())
        .doesNotContain("the-secret");
  }

  @Test
  void reads_no_file_that_is_none() throws Exception {
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'[', (byte) 0xff, ']'});
    assertThat(failure(() -> OssProfile.read(bytes, "default", NOTHING)).message(Locale.ENGLISH))
        .contains("not UTF-8");
    Path large = Files.writeString(folder.resolve("large"), "#".repeat((1 << 20) + 1));
    assertThat(failure(() -> OssProfile.read(large, "default", NOTHING)).message(Locale.ENGLISH))
        .contains("1048576");
    assertThat(failure(() -> OssProfile.read(folder, "default", NOTHING)).code())
        .isEqualTo("oss-configuration");
    Path absent = folder.resolve("absent");
    assertThat(failure(() -> OssProfile.read(absent, "default", NOTHING)).code())
        .isEqualTo("oss-configuration");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(failure(() -> OssProfile.read(pipe, "default", NOTHING)).message(Locale.ENGLISH))
        .contains("not a regular file");
  }

  @Test
  void takes_windows_line_ends_and_a_byte_order_mark() throws IOException {
    OssProfile profile =
        read("\ufeff[Credentials]\r\nhost=h\r\naccessKeyID = i \r\naccessKeySecret=s\r\n");
    hasKey(profile, "i", "s", "");
  }
}
