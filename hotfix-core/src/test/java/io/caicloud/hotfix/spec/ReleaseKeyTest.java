package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseKeyTest {

  private static final HotfixDate DATE = HotfixDate.parse("20181123");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform/compass-v2.7.0-ga/hotfixes/20181123/README.md",
        "platform/compass-v2.7.3-rc/01/hotfixes/20181123/compass-hotfixes-bug1-a-20181123-v1.tar.gz",
        "platform/compass-v2.7.0/manual-fixes/20181123/fix01.txt",
      })
  void prints_what_it_reads(String key) {
    assertThat(ReleaseKey.parse(key)).hasToString(key);
  }

  @Test
  void names_the_parts() {
    ReleaseKey key = ReleaseKey.parse("platform/compass-v2.7.3-rc/01/hotfixes/20181123/a.tar.gz");

    assertThat(key)
        .isEqualTo(
            ReleaseKey.hotfix(VersionFolder.parse("compass-v2.7.3-rc/01/"), DATE, "a.tar.gz"));
    assertThat(key.prefix()).isEqualTo("platform/compass-v2.7.3-rc/01/hotfixes/20181123/");
    assertThat(ReleaseKey.manualFix(key.folder(), DATE, "a.txt").kind())
        .isEqualTo(ReleaseKey.Kind.MANUAL_FIX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/compass",
        "compass//x",
        "compass/../x",
        "..",
        "./compass",
        "a\\b",
        "a\u0007b",
        "a\u202eb",
        " ",
        "compass/ /x",
        "compass//",
        "hotfixes",
        "compass/manual-fixes",
        "\ud800",
      })
  void refuses_a_version_folder(String text) {
    HotfixException e =
        catchThrowableOfType(HotfixException.class, () -> VersionFolder.parse(text));

    assertThat(e.code()).isEqualTo("invalid-version-folder");
    assertThat(e.message(Locale.ENGLISH)).contains("like compass-v2.7.2");
    assertThat(e.message(Locale.CHINESE)).contains("例如 compass-v2.7.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb"})
  void refuses_a_file_that_is_not_one_name(String file) {
    HotfixException e =
        catchThrowableOfType(
            HotfixException.class,
            () -> ReleaseKey.hotfix(VersionFolder.parse("compass"), DATE, file));

    assertThat(e.code()).isEqualTo("invalid-release-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compass/hotfixes/20181123/a",
        "platform/compass/hotfixes/20181301/a",
        "platform/compass/hotfixes/a",
        "platform/compass/hotfixes/20181123/",
        "platform/compass/fixes/20181123/a",
        "/platform/compass/hotfixes/20181123/a",
      })
  void refuses_another_key(String key) {
    assertThat(catchThrowableOfType(HotfixException.class, () -> ReleaseKey.parse(key)).code())
        .isEqualTo("invalid-release-key");
  }

  @Test
  void refuses_a_key_that_is_too_long_for_the_store() {
    VersionFolder folder = VersionFolder.parse(("本".repeat(80) + "/").repeat(4));

    HotfixException e =
        catchThrowableOfType(
            HotfixException.class, () -> ReleaseKey.hotfix(folder, DATE, "a".repeat(100)));

    assertThat(e.code()).isEqualTo("release-key-too-long");
    assertThat(ReleaseKey.hotfix(folder, DATE, "a").toString()).hasSizeLessThan(1023);
  }
}
