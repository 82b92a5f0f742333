package io.caicloud.hotfix.tree;

import static io.caicloud.hotfix.tree.TreeChecks.check;
import static io.caicloud.hotfix.tree.TreeChecks.identity;
import static io.caicloud.hotfix.tree.TreeChecks.only;
import static io.caicloud.hotfix.tree.TreeChecks.rule;
import static io.caicloud.hotfix.tree.TreeChecks.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixSpec;
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
  void warns_when_packages_of_two_names_replace_one_addon() {
    ReleaseTree tree =
        builder()
            .hotfix()
            .hotfix(SampleSpecs.spec().desc("bug212").build(), SampleSpecs.identity())
            .read();

    assertThat(tree.entries()).hasSize(2);
    for (TreeEntry entry : tree.entries()) {
      check(only(entry, "HF203"), "HF203", Severity.WARNING, entry.path());
    }
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

  private ReleaseTreeBuilder builder() {
    return ReleaseTreeBuilder.in(folder);
  }
}
