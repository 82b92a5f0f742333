package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the standard rules say about specifications and release trees. */
final class HotfixSubjectsTest {

  private static final HotfixRules RULES = HotfixRules.standard();
  private static final String FOLDER =
      "release-hotfixes/2.7.2/20181123/compass-hotfixes-console-web-v3.3.2-fix-211/console/";
  private static final String LONG = "a".repeat(200);
  private static final String SPEC =
      """
      productVersion: 2.7.2
      date: '20181123'
      desc: bug211
      group: console
      values: console-web.yaml
      """;

  @TempDir Path folder;

  @Test
  void a_good_specification_passes() {
    assertThat(spec(SPEC)).isPass().hasOnly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fix-211", "bug", "feat0", "bug12a"})
  void a_wrong_desc_is_a_finding_at_its_place(String desc) {
    RuleReport report = spec(SPEC.replace("bug211", desc));
    assertThat(report).isFail().hasOnly("HF104 error 3:7");
    says(Judged.only(report), desc, "bug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20181301", "2018-11-23"})
  void a_wrong_date_is_a_finding_at_its_place(String date) {
    RuleReport report = spec(SPEC.replace("20181123", date));
    assertThat(report).isFail().hasOnly("HF102 error 2:7");
    says(Judged.only(report), date, "20181123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "a b", "a:b", "LONG"})
  void a_wrong_group_is_a_finding_at_its_place(String name) {
    String group = name.replace("LONG", LONG);
    RuleReport report = spec(SPEC.replace("group: console", "group: '" + group + "'"));
    assertThat(report).isFail().hasOnly("HF305 error 4:8");
    says(Judged.only(report), group, "console");
  }

  @Test
  void keys_of_a_specification_are_judged() {
    assertThat(spec(SPEC.replace("group:", "gruop:"))).isFail().hasOnly("HF301 error 4:1");
    assertThat(spec(SPEC.replace("desc: bug211\n", ""))).isFail().hasFinding("HF302");
    assertThat(spec(SPEC + "images: ['busybox']\n")).isFail().hasOnly("HF503 error 6:10");
    assertThat(spec("a: [")).isFail().hasFinding("HF003");
  }

  @Test
  void a_good_tree_passes() {
    ReleaseTree tree = ReleaseTreeBuilder.in(folder).hotfix().read();
    RuleReport report = RULES.check(tree);
    assertThat(report).isPass().hasOnly();
    RuleId schema = new RuleId("HF301", "unknown-key");
    assertThat(report.outcome(schema).orElseThrow().visited()).isEqualTo(1);
    assertThat(RULES.check(tree.entries().get(0))).isPass();
  }

  @Test
  void a_desc_that_differs_from_the_folder_is_a_warning_with_both_issues() {
    String inFolder = FOLDER.replaceFirst(".*/(compass)", "$1") + "console-web.yaml";
    String spec = SPEC.replace("console-web.yaml", inFolder);
    assertThat(spec(spec)).isPass().hasOnly();
    RuleReport report = spec(spec.replace("bug211", "feat212"));
    assertThat(report).isPass().hasOnly("HF105 warning 3:7");
    says(Judged.only(report), "caicloud/platform#212", "bug211");
    says(Judged.only(report), "caicloud/prod-issue#211", "feat212");
    ReleaseTree tree = ReleaseTreeBuilder.in(folder).hotfix().read();
    assertThat(RULES.check(tree.entries().get(0).withDesc(HotfixDesc.parse("bug212"))))
        .isPass()
        .hasOnly("HF105 warning");
  }

  @Test
  void an_empty_tree_is_not_passed() {
    ReleaseTree tree =
        ReleaseTreeBuilder.in(folder).readme("2.7.2", "20181123", "# notes\n").read();
    assertThat(RULES.check(tree)).isIncomplete().hasFinding("HF906");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "a b", "a:b", "a_b", "LONG"})
  void a_wrong_addon_name_is_a_finding_at_its_place(String text) {
    String name = text.replace("LONG", LONG);
    RuleReport report =
        tree(
            FOLDER + "console-web.yaml",
            values().replace("name: console-web", "name: '" + name + "'"));
    assertThat(report).isFail();
    Finding finding = Judged.of(report, "HF106");
    says(finding, name, "console-web");
    assertThat(finding.location()).hasToString(FOLDER + "console-web.yaml:3:11");
  }

  @Test
  void a_hotfix_needs_a_version_and_a_namespace() {
    assertThat(tree(FOLDER + "console-web.yaml", without("    version: v3.3.2\n")))
        .isFail()
        .hasFinding("HF107", 2, 3)
        .hasNoFinding("HF307");
    assertThat(tree(FOLDER + "console-web.yaml", without("    namespace: default\n")))
        .isFail()
        .hasFinding("HF206");
  }

  @Test
  void values_of_a_specification_need_a_version_and_a_namespace() {
    SpecDocument spec = SpecDocument.of(Judged.document(SPEC), Path.of(""));
    String bare = without("    version: v3.3.2\n").replace("    namespace: default\n", "");
    assertThat(RULES.check(List.of(spec, Judged.document(bare))))
        .isFail()
        .hasFinding("HF107", 2, 3)
        .hasFinding("HF206", 2, 3);
    assertThat(RULES.check(Judged.document(bare))).isPass();
    assertThat(RULES.check(List.of(spec.spec().orElseThrow(), Judged.document(values())))).isPass();
  }

  @Test
  void an_image_by_the_old_name_would_not_be_packed() {
    String old = values().replace("registry_release", "g_registry_prefix_release");
    assertThat(tree(FOLDER + "console-web.yaml", old)).isFail().hasFinding("HF503", 14, 14);
  }

  @Test
  void a_package_name_that_no_file_system_takes_is_refused() {
    String product = "p".repeat(60);
    String addon = "a".repeat(63);
    String path =
        FOLDER.replace("compass", product).replace("console-web", addon) + addon + ".yaml";
    String values = values().replace("console-web", addon).replace("v3.3.2", "v" + "1".repeat(127));
    RuleReport report = tree(path, values);
    assertThat(report).isFail().hasFinding("HF108");
    assertThat(Judged.of(report, "HF108").message().text(Locale.CHINESE)).contains("255");
  }

  @Test
  void names_that_differ_are_warnings() {
    RuleReport report = tree(FOLDER.replace("v3.3.2", "v3.3.1") + "console.yaml", values());
    assertThat(report).isPass().hasFinding("HF106").hasFinding("HF502");
  }

  @Test
  void a_folder_that_the_installer_skips_is_an_error() {
    assertThat(tree(FOLDER.replace("hotfixes-", "hotfixea-") + "console-web.yaml", values()))
        .isFail()
        .hasFinding("HF103");
  }

  @Test
  void what_is_wrong_with_the_tree_is_passed_on() {
    RuleReport report =
        RULES.check(
            ReleaseTreeBuilder.in(folder)
                .file(FOLDER + "console-web.yaml", values())
                .file(FOLDER + "second.yaml", values().replace("console-web", "second"))
                .file(FOLDER + "notes.txt", "x")
                .read());
    assertThat(report).isFail().hasFinding("HF202").hasFinding("HF204");
  }

  @Test
  void values_that_cannot_be_read_fail_once() {
    RuleReport report = tree(FOLDER + "console-web.yaml", "a: [");
    assertThat(report).isFail();
    assertThat(report.findings()).extracting(f -> f.rule().code()).containsExactly("HF003");
  }

  @Test
  void a_date_in_the_future_is_a_warning_that_the_digest_leaves_out() {
    ReleaseTree tree = ReleaseTreeBuilder.in(folder).hotfix().read();
    RuleReport past = RULES.check(List.of(tree), on("2018-01-01T00:00:00Z"));
    RuleReport eve = RULES.check(List.of(tree), on("2018-11-22T20:00:00Z"));
    assertThat(past).isPass().hasFinding("HF102");
    assertThat(eve).isPass().hasNoFinding("HF102");
    assertThat(past.digest()).isEqualTo(eve.digest());
    RuleId date = new RuleId("HF102", "hotfix-date");
    assertThat(RULES.check(tree).outcome(date).orElseThrow().state()).isEqualTo(State.NOT_RUN);
    assertThat(
            RULES.check(
                List.of(SpecDocument.of(Judged.document(SPEC), Path.of(""))),
                on("2018-01-01T00:00:00Z")))
        .isPass()
        .hasFinding("HF102", 2, 7);
  }

  @Test
  void the_checkout_does_not_show_in_the_digest(@TempDir Path other) {
    RuleReport here =
        RULES.check(ReleaseTreeBuilder.in(folder).file(FOLDER + "x.yaml", "a: [").read());
    RuleReport there =
        RULES.check(ReleaseTreeBuilder.in(other).file(FOLDER + "x.yaml", "a: [").read());
    assertThat(here.digest()).isEqualTo(there.digest());
  }

  @Test
  void one_check_of_a_tree_says_what_checks_of_its_entries_say() {
    ReleaseTree tree =
        ReleaseTreeBuilder.in(folder)
            .file(FOLDER + "console-web.yaml", values().replace("image:", "imgae:"))
            .file(FOLDER.replace("20181123", "20181124") + "console-web.yaml", values())
            .read();
    List<RuleReport> each = tree.entries().stream().map(RULES::check).toList();
    assertThat(each).hasSize(2);
    assertThat(RuleReport.merge(each).findings()).isEqualTo(RULES.check(tree).findings());
  }

  private RuleReport tree(String path, String values) {
    return RULES.check(ReleaseTreeBuilder.in(folder).file(path, values).read());
  }

  private static RuleReport spec(String yaml) {
    return RULES.check(SpecDocument.of(Judged.document(yaml), Path.of("")));
  }

  private static String values() {
    return ValuesBuilder.values()
        .addon("console-web")
        .namespace("default")
        .version("v3.3.2")
        .build();
  }

  private static String without(String line) {
    String values = values();
    assertThat(values).contains(line);
    return values.replace(line, "");
  }

  private static RuleInputs on(String instant) {
    return RuleInputs.of(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  private static void says(Finding finding, String value, String wayOut) {
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertThat(finding.message().text(language)).contains(value);
      assertThat(finding.remedy().text(language)).contains(wayOut);
    }
    assertThat(finding.message().text(Locale.CHINESE)).matches("(?s).*\\p{IsHan}.*");
  }
}
