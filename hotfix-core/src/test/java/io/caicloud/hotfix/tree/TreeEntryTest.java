package io.caicloud.hotfix.tree;

import static io.caicloud.hotfix.tree.TreeChecks.check;
import static io.caicloud.hotfix.tree.TreeChecks.identity;
import static io.caicloud.hotfix.tree.TreeChecks.only;
import static io.caicloud.hotfix.tree.TreeChecks.rule;
import static io.caicloud.hotfix.tree.TreeChecks.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeEntryTest {

  private static final String DATE = "release-hotfixes/2.7.2/20181123";
  private static final String FOLDER = DATE + "/compass-hotfixes-console-web-v3.3.2-fix-211";
  private static final String FILE = FOLDER + "/console/console-web.yaml";
  private static final String VALUES = ValuesBuilder.values().build();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "release-hotfixes/2.7.x/20181123/P-fix-211/console, HF101, 2.7.x",
    "release-hotfixes/2.7.2/20181301/P-fix-211/console, HF102, 20181301",
    "release-hotfixes/2.7.2/2018-11-23/P-fix-211/console, HF102, 2018-11-23",
    "release-hotfixes/2.7.2/20181123/P-fix-cps361/console, HF104, cps361",
    "release-hotfixes/2.7.2/20181123/P-fix-211/con sole, HF201, con sole",
    "release-hotfixes/2.7.2/20181123/P-fix-211/con:sole, HF201, con:sole",
  })
  void says_why_there_is_no_spec(String path, String rule, String value) {
    TreeEntry entry = entry(path.replace("P-", "compass-hotfixes-console-web-v3.3.2-"));

    assertThat(entry.spec()).isEmpty();
    assertThat(entry.problems()).hasSize(1);
    check(entry.problems().get(0), rule, Severity.ERROR, entry.path());
    assertThat(entry.problems().get(0).message().text(Locale.ENGLISH)).contains(value);
    assertThat(entry.problems().get(0).message().text(Locale.CHINESE)).contains(value);
    assertThat(entry.findings()).containsExactlyElementsOf(entry.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "release-hotfixes/P-fix-211/console, HF101 HF102",
    "release-hotfixes/2.7.2/20181123/P-fix-211, HF201",
    "release-hotfixes/2.7.2/20181123/P/console, HF104",
    "release-hotfixes/2.7.2/20181123/P-fix-0/console, HF104",
    "release-hotfixes/2.7.2/20181123/P-bug/console, HF104",
    "release-hotfixes/2.7.2/20181123/bug1-P-fix-2/console, HF104",
    "release-hotfixes/2.7.2/20181123/console, HF104",
  })
  void names_all_that_a_path_lacks(String path, String rules) {
    TreeEntry entry = entry(path.replace("P", "compass-hotfixes-console-web-v3.3.2"));

    assertThat(entry.spec()).isEmpty();
    assertThat(entry.problems()).extracting(TreeChecks::rule).containsExactly(rules.split(" "));
    assertThat(entry.findings()).containsAll(entry.problems());
  }

  @Test
  void takes_a_desc_from_the_caller() {
    TreeEntry entry =
        entry(DATE + "/compass-hotfixes-console-web-v3.3.2/console")
            .withDesc(HotfixDesc.parse("feat714"));

    assertThat(entry.problems()).isEmpty();
    assertThat(entry.spec().map(HotfixSpec::desc)).contains(HotfixDesc.parse("feat714"));
    Finding finding = only(entry, "HF103");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.remedy().toString())
        .contains("compass-hotfixes-console-web-v3.3.2-feat-714");
  }

  @Test
  void gives_a_draft_of_what_is_known() {
    TreeEntry entry = entry("release-hotfixes/other-hotfixes-console-web-v3.3.2-fix-211/console");

    HotfixSpec spec = entry.draft().productVersion("2.7.0").date("20180701").build();

    assertThat(spec.product()).hasToString("other");
    assertThat(spec.desc()).hasToString("bug211");
    assertThat(spec.group()).hasToString("console");
    assertThat(spec.values()).isEqualTo(entry.file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compass-hotfixea", "compass-hotfix"})
  void reports_a_folder_name_that_the_installer_would_skip(String prefix) {
    TreeEntry entry = entry(DATE + "/" + prefix + "-console-web-v3.3.2-fix-211/console");

    check(only(entry, "HF103"), "HF103", Severity.ERROR, entry.path());
  }

  @Test
  void warns_of_an_older_shape_that_can_be_packed() {
    TreeEntry entry =
        only(builder().file(FOLDER + "/default/console/console-web/values.yaml", VALUES).read());

    assertThat(entry.spec()).isPresent();
    assertThat(entry.findings()).hasSize(1);
    check(entry.findings().get(0), "HF201", Severity.WARNING, entry.path());
  }

  @Test
  void reports_names_that_differ_from_the_values() {
    TreeEntry entry = only(builder().file(FILE, values("console-web-web", "v3.3.3")).read());

    Finding addon = only(entry, "HF106");
    assertThat(addon.severity()).isEqualTo(Severity.WARNING);
    assertThat(addon.location()).hasToString(FILE + ":3:11");
    assertThat(addon.message().toString()).contains("\"console-web\"", "\"console-web-web\"");
    Finding version = only(entry, "HF502");
    assertThat(version.severity()).isEqualTo(Severity.WARNING);
    assertThat(version.location()).hasToString(FILE + ":5:14");
    assertThat(version.message().toString()).contains("\"v3.3.2\"", "\"v3.3.3\"");
    assertThat(entry.identity()).contains(identity("console-web-web", "v3.3.3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.1.1-fix-d1173bc4-docker", "release-v2.1.0"})
  void cuts_the_folder_name_at_the_version_of_the_values(String version) {
    String folder = DATE + "/compass-hotfixes-cluster-admin-" + version + "-fix-12";
    TreeEntry entry =
        only(
            builder()
                .file(folder + "/c/cluster-admin.yaml", values("cluster-admin", version))
                .read());

    assertThat(entry.findings()).isEmpty();
    assertThat(entry.folder().flatMap(PackageFolderName::version))
        .contains(HotfixVersion.parse(version));
  }

  @ParameterizedTest
  @CsvSource({
    "default, kube-system, HF206",
    "default,, ''",
    "kube-system, kube-system, ''",
    "other,, HF206",
    ",, HF206",
  })
  void compares_the_namespace_with_its_folder(String inFolder, String inValues, String rule) {
    String values =
        VALUES.replace(
            "    namespace: default\n",
            inValues == null ? "" : "    namespace: " + inValues + "\n");
    String path = inFolder == null ? FILE : FOLDER + "/" + inFolder + "/console/web/values.yaml";

    TreeEntry entry = only(builder().file(path, values).read());

    assertThat(
            entry.findings().stream()
                .filter(finding -> rule(finding).equals("HF206"))
                .map(Finding::severity))
        .hasSize(rule.isEmpty() ? 0 : 1)
        .allMatch(severity -> severity == Severity.ERROR);
    assertThat(entry.identity().isPresent()).isEqualTo(rule.isEmpty() || inValues != null);
  }

  @Test
  void keeps_an_entry_whose_values_cannot_be_read() {
    TreeEntry entry = only(builder().file(FILE, "a: 'b\n").read());

    assertThat(entry.values()).isEmpty();
    assertThat(entry.identity()).isEmpty();
    assertThat(entry.spec()).isPresent();
    assertThat(entry.problems()).isNotEmpty().isEqualTo(entry.document().findings());
  }

  private ReleaseTreeBuilder builder() {
    return ReleaseTreeBuilder.in(folder);
  }

  private TreeEntry entry(String parent) {
    return only(builder().file(parent + "/console-web.yaml", VALUES).read());
  }
}
