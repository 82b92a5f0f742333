package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageFolderNameTest {

  @ParameterizedTest
  @CsvSource({"bug211, fix-211", "feat714, feat-714"})
  void builds_the_form_of_the_process_document(String desc, String suffix) {
    PackageFolderName name =
        PackageFolderName.of(
            Product.COMPASS,
            AddonName.parse("console-web"),
            HotfixVersion.parse("v3.3.2"),
            HotfixDesc.parse(desc));

    assertThat(name).hasToString("compass-hotfixes-console-web-v3.3.2-" + suffix);
    assertThat(name.desc()).contains(HotfixDesc.parse(desc));
    assertThat(name.isStandard()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "compass-hotfixes-console-web-v3.3.2-fix-211, bug211,, console-web, v3.3.2,",
    "compass-hotfixes-console-web-v3.3.2-feat-714, feat714,, console-web, v3.3.2,",
    "compass-hotfixes-bug345-console-web-v3.3.2, bug345,, console-web, v3.3.2,",
    "compass-hotfixes-bug345-console-web-v3.3.2-fix-345, bug345,, console-web, v3.3.2,",
    "compass-hotfixes-console-web-v3.3.2-fix-cps361,, cps361, console-web, v3.3.2,",
    "compass-hotfixes-console-web-v3.3.2-20181123,,, console-web, v3.3.2, 20181123",
    "compass-hotfixes-console-web-20181123-v3.3.2,,, console-web, v3.3.2, 20181123",
    "compass-hotfixes-console-web-v3.3.2,,, console-web, v3.3.2,",
    "compass-hotfixes-critical-daemonset-fix-965, bug965,, critical-daemonset,,",
    "compass-hotfixes-console-web,,, console-web,,",
    "bug211-compass-hotfixes-console-web-v3.3.2, bug211,, console-web, v3.3.2,",
    "bug211-console-web-v3.3.2-fix-211, bug211,, console-web, v3.3.2,",
    "console-web-v3.3.2-fix-211, bug211,, console-web, v3.3.2,",
    "compass-hotfixes-cluster-controller-v1.4.0-alpha.10-fix-965, bug965,, cluster-controller,"
        + " v1.4.0-alpha.10,",
  })
  void reads_what_people_wrote(
      String text, String desc, String issue, String addon, String version, String date) {
    PackageFolderName name = PackageFolderName.parse(text);

    assertThat(text(name.desc())).isEqualTo(desc);
    assertThat(text(name.otherIssue())).isEqualTo(issue);
    assertThat(text(name.addon())).isEqualTo(addon);
    assertThat(text(name.version())).isEqualTo(version);
    assertThat(text(name.date())).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({
    "compass-hotfixes-cluster-admin-v1.1.1-fix-d1173bc4-docker, v1.1.1-fix-d1173bc4-docker,"
        + " cluster-admin,",
    "compass-hotfixes-cluster-admin-v1.1.1-fix-d1173bc4-docker-fix-12, v1.1.1-fix-d1173bc4-docker,"
        + " cluster-admin, bug12",
    "compass-hotfixes-a-v1-fix-12, v1-fix-12, a,",
    "compass-hotfixes-a-v1-fix-12, v1, a, bug12",
    "compass-hotfixes-kube-dns-release-v2.1.0-20181123, release-v2.1.0, kube-dns,",
    "compass-hotfixes-a-latest-fix-12, latest, a, bug12",
  })
  void cuts_at_a_version_that_is_known(String text, String version, String addon, String desc) {
    PackageFolderName name = PackageFolderName.parse(text, HotfixVersion.parse(version));

    assertThat(text(name.version())).isEqualTo(version);
    assertThat(text(name.addon())).isEqualTo(addon);
    assertThat(text(name.desc())).isEqualTo(desc);
  }

  @Test
  void shows_another_version_than_the_known_one() {
    PackageFolderName name =
        PackageFolderName.parse(
            "compass-hotfixes-console-web-v3.3.2-fix-211", HotfixVersion.parse("v3.3.3"));

    assertThat(name.version()).contains(HotfixVersion.parse("v3.3.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "compass-hotfixea-console-web-v3.3.2-fix-211, true",
    "compass-hotfix-console-web-v3.3.2-fix-211, true",
    "compass-hotfixes-console-web-v3.3.2-fix-211, false",
  })
  void sees_a_misspelling_that_the_installer_skips(String text, boolean misspelt) {
    PackageFolderName name = PackageFolderName.parse(text);

    assertThat(name.misspelt()).isEqualTo(misspelt);
    assertThat(name.isStandard()).isEqualTo(!misspelt);
    assertThat(text(name.addon())).isEqualTo("console-web");
  }

  @Test
  void keeps_two_descs_apart_that_disagree() {
    PackageFolderName name = PackageFolderName.parse("compass-hotfixes-bug1-a-v1.0-fix-2");

    assertThat(text(name.leadingDesc())).isEqualTo("bug1");
    assertThat(text(name.trailingDesc())).isEqualTo("bug2");
    assertThat(name.isStandard()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", "a/b", "a\\b", "a\nb"})
  void refuses_what_is_no_folder_name(String text) {
    HotfixException e =
        catchThrowableOfType(HotfixException.class, () -> PackageFolderName.parse(text));

    assertThat(e.code()).isEqualTo("invalid-package-folder");
    assertThat(e.message(Locale.ENGLISH)).contains("like compass-hotfixes-console-web");
    assertThat(e.message(Locale.CHINESE)).contains("不能作为热升级的目录名");
  }

  private static String text(Optional<?> part) {
    return part.map(Object::toString).orElse(null);
  }
}
