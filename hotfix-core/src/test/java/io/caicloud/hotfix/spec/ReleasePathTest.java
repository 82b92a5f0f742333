package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleasePathTest {

  private static final String CURRENT =
      "release-hotfixes/2.7.2/20181123/compass-hotfixes-console-web-v3.3.2-fix-211/console/"
          + "console-web.yaml";

  @Test
  void builds_the_path_of_the_process_document() {
    HotfixSpec spec =
        HotfixSpec.builder()
            .productVersion("2.7.2")
            .date("20181123")
            .desc("bug211")
            .group("console")
            .values(Path.of("console-web.yaml"))
            .build();
    HotfixIdentity identity =
        new HotfixIdentity(
            AddonName.parse("console-web"), Namespace.DEFAULT, HotfixVersion.parse("v3.3.2"));

    ReleasePath path = ReleasePath.of(ReleasePath.Root.RELEASE, spec, identity);

    assertThat(path).hasToString(CURRENT).isEqualTo(ReleasePath.parse(CURRENT));
  }

  @Test
  void takes_the_current_shape_apart() {
    ReleasePath path = ReleasePath.parse(CURRENT);

    assertThat(path.shape()).isEqualTo(ReleasePath.Shape.CURRENT);
    assertThat(path.root()).isEqualTo(ReleasePath.Root.RELEASE);
    assertThat(path.productVersion()).contains(ProductVersion.parse("2.7.2"));
    assertThat(path.date()).contains(HotfixDate.parse("20181123"));
    assertThat(path.folder().flatMap(PackageFolderName::desc)).contains(HotfixDesc.parse("bug211"));
    assertThat(path.group()).contains(AddonGroup.parse("console"));
    assertThat(path.addonText()).contains("console-web");
    assertThat(path.namespaceFolder()).isEmpty();
    assertThat(path.datePath()).isEqualTo("release-hotfixes/2.7.2/20181123");
    assertThat(path.packagePath())
        .isEqualTo("release-hotfixes/2.7.2/20181123/compass-hotfixes-console-web-v3.3.2-fix-211");
    assertThat(path.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // The tree of 2018-09 and, without version and date, of 2018-06.
    "release-hotfixes/2.7.1/20180907/P/default/console/web/values.yaml, 2.7.1, 20180907, P,,"
        + " default, console, web",
    "release-hotfixes/P/kube-system/console/web/values.yaml,,, P,, kube-system, console, web",
    // Without a group.
    "release-hotfixes/2.7.2/20181123/P/web.yaml, 2.7.2, 20181123, P,,,, web",
    "release-hotfixes/P/web.yaml,,, P,,,, web",
    // Variants, above and below the package folder.
    "release-hotfixes/2.7.2/20181123/P/plan-a/console/web.yaml, 2.7.2, 20181123, P, plan-a,,"
        + " console, web",
    "release-hotfixes/2.7.2/20181123/plan-b/P/console/web.yaml, 2.7.2, 20181123, P, plan-b,,"
        + " console, web",
    "release-hotfixes/2.7.2/20181123/P/console/plan-b/web.yaml, 2.7.2, 20181123, P, plan-b,,"
        + " console, web",
    "release-hotfixes/2.7.1/20180907/P/plan-a/default/console/web/values.yaml, 2.7.1, 20180907, P,"
        + " plan-a, default, console, web",
    // An OEM's tree.
    "oem-hotfixes/2.7.2/20181123/P/console/web.yaml, 2.7.2, 20181123, P,,, console, web",
    "oem-hotfixes/customer/2.7.2/20181123/P/console/web.yaml, 2.7.2, 20181123, P,,, console, web",
    "oem-hotfiexs/2.7.2/20181123/P/console/web.yaml, 2.7.2, 20181123, P,,, console, web",
    "oem-hotfixes/P/console/web.yaml,,, P,,, console, web",
    // The odd ones.
    "release-hotfixes/2.7.2/20181123/P/release.yaml, 2.7.2, 20181123, P,,,,",
    "release-hotfixes/2.7.2/20181123/P/default/console/web/release.yaml, 2.7.2, 20181123, P,,"
        + " default, console, web",
    "release-hotfixes/2.7.2/20181123/P/console/web/values.yaml, 2.7.2, 20181123, P,,, console,"
        + " web",
    "release-hotfixes/2.7.2/20181123/P/default/web.yaml, 2.7.2, 20181123, P,, default,, web",
    "release-hotfixes/2.7.2/20181123/console/web.yaml, 2.7.2, 20181123,,,, console, web",
    "release-hotfixes/2.7.2/20181123/web.yaml, 2.7.2, 20181123,,,,, web",
    "release-hotfixes/2.7.2/20181123/my-fix/console/web.yaml, 2.7.2, 20181123, my-fix,,, console,"
        + " web",
    // Written wrong, but where they belong.
    "release-hotfixes/v2.7.2-ga/2018-11-23/P/console/web.yaml, v2.7.2-ga, 2018-11-23, P,,,"
        + " console, web",
    "release-hotfixes/2.7.2/20181301/P/console/web.yaml, 2.7.2, 20181301, P,,, console, web",
    "release-hotfixes/2.7.2/november/P/console/web.yaml, 2.7.2, november, P,,, console, web",
  })
  void reads_every_shape_that_the_repository_has_had(
      String text,
      String version,
      String date,
      String folder,
      String variant,
      String namespace,
      String group,
      String addon) {
    String name = "compass-hotfixes-web-v3.3.2-fix-211";
    ReleasePath path = ReleasePath.parse(text.replace("/P/", "/" + name + "/"));

    assertThat(path.shape()).isNotEqualTo(ReleasePath.Shape.UNKNOWN);
    assertThat(path.versionFolder()).isEqualTo(Optional.ofNullable(version));
    assertThat(path.dateFolder()).isEqualTo(Optional.ofNullable(date));
    assertThat(path.folder().map(PackageFolderName::toString))
        .isEqualTo(Optional.ofNullable(folder).map(f -> f.equals("P") ? name : f));
    assertThat(path.variant()).isEqualTo(Optional.ofNullable(variant));
    assertThat(path.namespaceFolder()).isEqualTo(Optional.ofNullable(namespace));
    assertThat(path.groupFolder()).isEqualTo(Optional.ofNullable(group));
    assertThat(path.addonText()).isEqualTo(Optional.ofNullable(addon));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "release-hotfixes",
        "release-hotfixes/",
        "release-hotfixes/web.yaml",
        "release-hotfixes/2.7.2/web.yaml",
        "release-hotfixes/some/where/web.yaml",
        "release-hotfixes/2.7.2/20181123/a/b/c/d/web.yaml",
        "release-hotfixes/x/y/z/compass-hotfixes-web-v1.0-fix-1/console/web.yaml",
        "release-hotfixes/2.7.2/20181123/compass-hotfixes-web-v1.0-fix-1/a/b/c/d/values.yaml",
        "release-hotfixes/2.7.2/20181123/compass-hotfixes-web-v1.0-fix-1/console/web.yml",
        "release-hotfixes/2.7.2/20181123/../20181123/console/web.yaml",
        "release-hotfixes//20181123/console/web.yaml",
        "addons/console/web.yaml",
        "customer/2.7.2/20181123/console/web.yaml",
      })
  void says_that_a_path_has_no_known_shape(String text) {
    ReleasePath path = ReleasePath.parse(text);

    assertThat(path.shape()).isEqualTo(ReleasePath.Shape.UNKNOWN);
    Finding finding = path.findings().get(0);
    assertThat(finding.rule()).isEqualTo(NamingRules.TREE_PATH);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.location().file()).isEqualTo(text);
    assertThat(finding.remedy().text(Locale.ENGLISH)).contains("<group>/<addon>.yaml");
    assertThat(finding.remedy().text(Locale.CHINESE)).contains("请移到");
  }

  @Test
  void warns_of_an_older_shape_and_says_what_differs() {
    List<Finding> findings =
        ReleasePath.parse("release-hotfixes/compass-hotfixes-a-v1.0/default/console/a/values.yaml")
            .findings();

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(findings.get(0).message().text(Locale.ENGLISH))
        .isEqualTo(
            "the path has an older shape: no product version, no date, with a folder for the"
                + " namespace, file not named after the addon");
    assertThat(findings.get(0).message().text(Locale.CHINESE))
        .isEqualTo("路径是旧的形式：缺少产品版本、缺少日期、有 namespace 目录、文件没有以 addon 命名");
  }

  @Test
  void reports_version_date_and_root_that_are_written_wrong() {
    assertThat(rules("oem-hotfiexs/2.7.x/20181301/compass-hotfixes-a-v1-fix-1/console/a.yaml"))
        .containsExactly("HF101", "HF102", "HF205");
    assertThat(rules("release-hotfixes/2.7.2/2018-11-23/compass-hotfixes-a-v1-fix-1/b/a.yaml"))
        .containsExactly("HF102");
  }

  private static List<String> rules(String path) {
    return ReleasePath.parse(path).findings().stream().map(f -> f.rule().code()).toList();
  }
}
