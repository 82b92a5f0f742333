package io.caicloud.hotfix.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseTreeTest {

  private static final String DATE = "release-hotfixes/2.7.2/20181123";
  private static final String FOLDER = DATE + "/compass-hotfixes-console-web-v3.3.2-fix-211";
  private static final String FILE = FOLDER + "/console/console-web.yaml";
  private static final String VALUES = ValuesBuilder.values().build();

  @TempDir private Path folder;

  @Test
  void reads_a_hotfix_with_its_notes() {
    ReleaseTree tree = builder().hotfix().readme("2.7.2", "20181123", "# Notes\n").read();

    assertThat(tree.findings()).isEmpty();
    assertThat(tree.readmes()).containsExactly(folder.resolve(DATE + "/README.md"));
    TreeEntry entry = only(tree);
    assertThat(entry.path()).isEqualTo(FILE);
    assertThat(entry.file()).isEqualTo(folder.resolve(FILE));
    assertThat(entry.findings()).isEmpty();
    assertThat(entry.problems()).isEmpty();
    assertThat(entry.identity()).contains(SampleSpecs.identity());
    assertThat(entry.readme()).contains(folder.resolve(DATE + "/README.md"));
    assertThat(entry.oem()).isFalse();
    assertThat(entry.spec()).contains(SampleSpecs.spec().values(folder.resolve(FILE)).build());
    assertThat(entry.values().orElseThrow().imageReferences())
        .extracting(Object::toString)
        .containsExactly("[[ registry_release ]]/console-web:v3.3.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "release-hotfixes",
        "release-hotfixes/2.7.2",
        DATE,
        FOLDER,
        FOLDER + "/console",
        FILE,
        DATE + "/../20181123/./compass-hotfixes-console-web-v3.3.2-fix-211"
      })
  void reads_any_part_of_a_tree_alike(String part) {
    builder().hotfix().readme("2.7.2", "20181123", "# Notes\n");

    ReleaseTree tree = ReleaseTree.read(folder.resolve(part));

    TreeEntry entry = only(tree);
    assertThat(tree.findings()).isEmpty();
    assertThat(entry.path()).isEqualTo(FILE);
    assertThat(entry.findings()).isEmpty();
    assertThat(entry.readme()).isPresent();
    assertThat(tree.readmes()).hasSize(1);
    assertThat(entry.spec().map(HotfixSpec::desc)).contains(HotfixDesc.parse("bug211"));
    assertThat(entry.spec().map(spec -> Files.exists(spec.values()))).contains(true);
  }

  @Test
  void reads_both_roots_ordered_by_path() {
    builder()
        .hotfix(
            ReleasePath.Root.OEM,
            SampleSpecs.spec().productVersion("2.7.1").build(),
            SampleSpecs.identity())
        .hotfix(SampleSpecs.spec().date("20181130").build(), SampleSpecs.identity())
        .hotfix()
        .hotfix(SampleSpecs.spec().build(), identity("admin", "v1.0.0"));

    List<TreeEntry> entries = ReleaseTree.read(folder).entries();

    assertThat(entries).extracting(TreeEntry::path).isSorted().hasSize(4);
    assertThat(entries).extracting(TreeEntry::oem).containsExactly(true, false, false, false);
    assertThat(entries).allMatch(entry -> entry.findings().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "missing", "elsewhere", "elsewhere/values.yaml"})
  void refuses_what_is_no_release_tree(String path) {
    builder().file("elsewhere/values.yaml", VALUES);

    HotfixException e =
        catchThrowableOfType(HotfixException.class, () -> ReleaseTree.read(folder.resolve(path)));

    assertThat(e.code()).isEqualTo("no-release-tree");
    assertThat(e.message(Locale.ENGLISH)).contains(path, "give the checkout");
    assertThat(e.message(Locale.CHINESE)).contains(path, "请给出");
  }

  @Test
  void reports_every_file_that_no_package_would_take() throws IOException {
    Files.createDirectories(folder.resolve(DATE + "/empty"));
    ReleaseTree tree =
        builder()
            .hotfix()
            .file("release-hotfixes/.DS_Store", "x")
            .file("release-hotfixes/.git/config", "x")
            .file(DATE + "/image.tar.gz", "x")
            .file(DATE + "/readme.md", "x")
            .file(FOLDER + "/README.md", "x")
            .file(FOLDER + "/console/.hidden.yaml", "x")
            .file("README.md", "not ours")
            .file("addons/console/console-web.yaml", "not ours")
            .read();

    assertThat(tree.entries()).hasSize(1);
    assertThat(tree.readmes()).isEmpty();
    assertThat(tree.findings())
        .allMatch(finding -> finding.rule().equals(TreeRules.STRAY_FILE))
        .allMatch(finding -> finding.severity() == Severity.WARNING);
    assertThat(tree.findings())
        .extracting(finding -> finding.location().file())
        .containsExactly(
            "release-hotfixes/.DS_Store",
            "release-hotfixes/.git",
            FOLDER + "/README.md",
            FOLDER + "/console/.hidden.yaml",
            DATE + "/empty",
            DATE + "/image.tar.gz",
            DATE + "/readme.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DATE + "/compass-hotfixes-a-v1.0-fix-1/console/a.yml",
        DATE + "/compass-hotfixes-a-v1.0-fix-1/console/a.YAML",
        DATE + "/compass-hotfixes-a-v1.0-fix-1/a/b/c/d/a.yaml",
        "release-hotfixes/a.yaml",
        "release-hotfixes/some/where/a.yaml",
      })
  void reports_a_hotfix_that_would_be_left_out(String path) {
    ReleaseTree tree = builder().file(path, VALUES).read();

    assertThat(tree.entries()).isEmpty();
    assertThat(tree.findings()).hasSize(1);
    check(tree.findings().get(0), "HF201", Severity.ERROR, path);
  }

  @Test
  void never_follows_a_symbolic_link() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside/2.7.2/20181123"));
    Path file = Files.writeString(folder.resolve("outside/values.yaml"), VALUES);
    ReleaseTree tree =
        builder()
            .link("release-hotfixes/2.7.2/20181123", outside)
            .link("release-hotfixes/2.7.1/20181123/P-hotfixes-a-v1.0/console/a.yaml", file)
            .link("release-hotfixes/2.7.1/20181123/README.md", file)
            .link("oem-hotfixes", folder.resolve("outside"))
            .read();

    assertThat(tree.entries()).isEmpty();
    assertThat(tree.readmes()).isEmpty();
    assertThat(tree.findings()).hasSize(4);
    for (Finding finding : tree.findings()) {
      check(finding, "HF201", Severity.ERROR, finding.location().file());
      assertThat(finding.message().toString()).contains("is a symbolic link");
    }
  }

  @Test
  void does_not_start_behind_a_symbolic_link() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    builder().link("release-hotfixes/2.7.2", outside);
    Files.createDirectories(outside.resolve("20181123"));

    ReleaseTree tree = ReleaseTree.read(folder.resolve("release-hotfixes/2.7.2/20181123"));

    assertThat(tree.findings()).hasSize(1);
    check(tree.findings().get(0), "HF201", Severity.ERROR, "release-hotfixes/2.7.2");
  }

  @Test
  void reports_the_misspelt_root_once() {
    ReleaseTree tree =
        builder()
            .file("oem-hotfiexs" + FILE.substring("release-hotfixes".length()), VALUES)
            .file(
                "oem-hotfiexs/2.7.1/20181123/compass-hotfixes-a-v1.0.0-fix-1/console/a.yaml",
                values("a", "v1.0.0"))
            .read();

    assertThat(tree.entries()).hasSize(2).allMatch(TreeEntry::oem);
    assertThat(tree.entries()).allMatch(entry -> entry.findings().isEmpty());
    assertThat(tree.findings()).hasSize(1);
    check(tree.findings().get(0), "HF205", Severity.WARNING, "oem-hotfiexs");
  }

  @Test
  void reports_two_addons_in_one_package_folder() {
    ReleaseTree tree =
        builder()
            .hotfix()
            .file(FOLDER + "/monitoring/exporter.yaml", values("exporter", "v1"))
            .read();

    assertThat(tree.entries()).hasSize(2);
    for (TreeEntry entry : tree.entries()) {
      Finding finding = only(entry, "HF202");
      check(finding, "HF202", Severity.ERROR, entry.path());
      assertThat(finding.related()).hasSize(1);
    }
  }

  @Test
  void reports_the_same_addon_twice() {
    ReleaseTree tree =
        builder()
            .hotfix()
            .file(DATE + "/plan-b/compass-hotfixes-console-web-v3.3.2-fix-211/c/w.yaml", VALUES)
            .hotfix(SampleSpecs.spec().desc("bug212").build(), identity("console-web", "v3.3.3"))
            .hotfix(SampleSpecs.spec().date("20181130").build(), SampleSpecs.identity())
            .read();

    assertThat(tree.entries()).hasSize(4);
    assertThat(tree.entries())
        .extracting(
            entry -> entry.findings().stream().filter(f -> rule(f).equals("HF203")).toList())
        .extracting(findings -> findings.isEmpty() ? "none" : findings.get(0).severity().toString())
        .containsExactly("ERROR", "WARNING", "ERROR", "none");
    Finding finding = only(tree.entries().get(0), "HF203");
    check(finding, "HF203", Severity.ERROR, FILE);
    assertThat(finding.message().toString()).contains("\"console-web\"", "\"v3.3.2\"");
    assertThat(finding.related()).hasSize(1);
  }

  @Test
  void lets_each_date_folder_and_product_version_replace_an_addon() {
    ReleaseTree tree =
        builder()
            .hotfix()
            .hotfix(SampleSpecs.spec().productVersion("2.7.1").build(), SampleSpecs.identity())
            .read();

    assertThat(tree.entries()).hasSize(2).allMatch(entry -> entry.findings().isEmpty());
  }

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
    assertThat(entry.problems())
        .extracting(ReleaseTreeTest::rule)
        .containsExactly(rules.split(" "));
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

  @Test
  void cuts_the_folder_name_at_the_version_of_the_values() {
    String version = "v1.1.1-fix-d1173bc4-docker";
    String path =
        DATE + "/compass-hotfixes-cluster-admin-" + version + "-fix-12/c/cluster-admin.yaml";
    TreeEntry entry = only(builder().file(path, values("cluster-admin", version)).read());

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

  @Test
  void stops_at_its_budgets_and_says_so() {
    builder().hotfix().file("release-hotfixes/a/b/c/d/e.txt", "x");

    ReleaseTree deep = TreeReader.read(folder, new TreeBudget(100, 4));
    ReleaseTree many = TreeReader.read(folder, new TreeBudget(3, 12));

    assertThat(deep.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(finding -> finding.location().file())
        .containsExactly(FOLDER + "/console", "release-hotfixes/a/b/c/d");
    assertThat(many.findings())
        .filteredOn(finding -> finding.message().toString().contains("more than 3 files"))
        .hasSize(1)
        .allMatch(finding -> finding.severity() == Severity.ERROR);
  }

  @Test
  void stops_when_interrupted() {
    builder().hotfix();
    Thread.currentThread().interrupt();
    try {
      HotfixException e =
          catchThrowableOfType(HotfixException.class, () -> ReleaseTree.read(folder));

      assertThat(e.code()).isEqualTo("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private ReleaseTreeBuilder builder() {
    return ReleaseTreeBuilder.in(folder);
  }

  private TreeEntry entry(String parent) {
    return only(builder().file(parent + "/console-web.yaml", VALUES).read());
  }

  private static TreeEntry only(ReleaseTree tree) {
    assertThat(tree.entries()).hasSize(1);
    return tree.entries().get(0);
  }

  private static Finding only(TreeEntry entry, String rule) {
    List<Finding> found =
        entry.findings().stream().filter(finding -> rule(finding).equals(rule)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void check(Finding finding, String rule, Severity severity, String path) {
    assertThat(rule(finding)).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.location().file()).isEqualTo(path);
    assertThat(finding.message().text(Locale.CHINESE))
        .isNotEqualTo(finding.message().text(Locale.ENGLISH));
    assertThat(finding.remedy().text(Locale.CHINESE)).contains("请");
    assertThat(finding.remedy().text(Locale.ENGLISH)).doesNotContain("{");
  }

  private static String rule(Finding finding) {
    return finding.rule().code();
  }

  private static String values(String addon, String version) {
    return ValuesBuilder.values().addon(addon).version(version).build();
  }

  private static HotfixIdentity identity(String addon, String version) {
    return new HotfixIdentity(
        AddonName.parse(addon), Namespace.DEFAULT, HotfixVersion.parse(version));
  }
}
