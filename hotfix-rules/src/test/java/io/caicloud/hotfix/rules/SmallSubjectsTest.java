package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.process.ManualFix;
import io.caicloud.hotfix.process.ReleaseNotes;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.TextDocument;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the standard rules say about single names, notes and manual fixes. */
final class SmallSubjectsTest {

  private static final HotfixRules RULES = HotfixRules.standard();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESC | bug211",
        "PACKAGE | compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz",
        "PACKAGE | compass-hotfixes-bug211-console-web-v3.3.2.tar.gz",
        "FOLDER | compass-hotfixes-console-web-v3.3.2-fix-211",
        "PRODUCT_VERSION | 2.7.2",
        "DATE | 20181123",
        "ADDON | console-web",
        "VERSION | v3.3.2",
        "IMAGE | [[ registry_release ]]/console-web:v3.3.2",
      })
  void a_good_name_passes(NameToCheck.Kind kind, String text) {
    RuleReport report = RULES.check(new NameToCheck(kind, text));
    assertThat(report).isPass().hasOnly();
    assertThat(report.files()).containsExactly(kind.word());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESC | fix-211 | HF104 error 1:1 | 8",
        "DESC | '' | HF104 error 1:1 | 1",
        "DESC | 修复 | HF104 error 1:1 | 3",
        "PACKAGE | compass-hotfix-bug211-console-web-v3.3.2.tar.gz | HF108 error 1:1 | 48",
        "PACKAGE | compass-hotfixes-bug211-console-web-v3.3.2.tgz | HF108 error 1:1 | 47",
        "FOLDER | compass-hotfixea-console-web-v3.3.2-fix-211 | HF103 error 1:1 | 44",
        "FOLDER | compass-hotfixes-bug211-console-web-v3.3.2 | HF103 warning 1:1 | 43",
        "FOLDER | a/b | HF103 error 1:1 | 4",
        "PRODUCT_VERSION | 2.7.2-ga | HF101 error 1:1 | 9",
        "DATE | 20181301 | HF102 error 1:1 | 9",
        "ADDON | Console_Web | HF106 error 1:1 | 12",
        "VERSION | v3:3 | HF107 error 1:1 | 5",
        "IMAGE | [[ registry_release ]]/console-web | HF503 error 1:1 | 35",
        "IMAGE | [[ registry_release ]]/console-web:latest | HF503 warning 1:1 | 42",
        "IMAGE | [[ registry_release ]]/console-web:[[ imageTagFromGitTag ]] | HF503 error 1:1 | 60",
        "IMAGE | busybox:1.0 | HF503 error 1:1 | 12",
      })
  void a_bad_name_is_one_finding_over_its_whole_length(
      NameToCheck.Kind kind, String text, String found, int end) {
    RuleReport report = RULES.check(new NameToCheck(kind, text));
    assertThat(report).hasOnly(found);
    assertThat(Judged.only(report).location().file()).isEqualTo(kind.word());
    assertThat(Judged.only(report).location().range().endColumn()).isEqualTo(end);
    String message = Judged.only(report).message().text(Locale.ENGLISH);
    assertThat(message).contains(text);
  }

  @Test
  void a_folder_name_in_another_form_is_shown_the_right_one() {
    RuleReport report =
        RULES.check(
            new NameToCheck(NameToCheck.Kind.FOLDER, "compass-hotfixes-bug211-console-web-v3.3.2"));
    assertThat(Judged.only(report).remedy().text(Locale.ENGLISH))
        .contains("compass-hotfixes-console-web-v3.3.2-fix-211");
  }

  @Test
  void a_date_by_itself_may_be_in_the_future() {
    Clock clock = Clock.fixed(Instant.parse("2018-11-20T00:00:00Z"), ZoneOffset.UTC);
    NameToCheck date = new NameToCheck(NameToCheck.Kind.DATE, "20181123");
    assertThat(RULES.check(List.of(date), RuleInputs.of(clock))).hasOnly("HF102 warning 1:1");
  }

  @Test
  void notes_are_judged_as_text() {
    assertThat(notes("# 说明\r\n修复 console-web\n")).isPass().hasOnly();
    assertThat(notes("# 说明".getBytes(Charset.forName("GBK")))).isFail().hasOnly("HF001 error 1:4");
    assertThat(notes("好\nab\u0007")).isFail().hasOnly("HF010 error 2:3");
    assertThat(notes("说\u202ex")).isFail().hasOnly("HF011 error 1:2");
    assertThat(notes(new byte[(1 << 20) + 1])).isFail().hasOnly("HF002 error 1:1");
  }

  @Test
  void notes_of_a_tree_are_judged_with_it() throws IOException {
    ReleaseTree tree =
        ReleaseTreeBuilder.in(folder).hotfix().readme("2.7.2", "20181123", "# x\n\u0007").read();
    RuleReport report = RULES.check(tree);
    assertThat(report).isFail().hasOnly("HF010 error 2:1");
    assertThat(Judged.only(report).location().file())
        .isEqualTo("release-hotfixes/2.7.2/20181123/README.md");
    Files.delete(tree.readmes().get(0));
  }

  @Test
  void a_manual_fix_has_a_date_and_a_guide_that_is_text() {
    assertThat(RULES.check(manualFix("20180801", "步骤：执行 fix.sh\n"))).isPass().hasOnly();
    RuleReport report = RULES.check(manualFix("2018-08-01", "步骤\n\u0007"));
    assertThat(report).isFail().hasOnly("HF102 error", "HF010 error 2:1");
    assertThat(report.files())
        .containsExactly("compass-v2.7.0/manual-fixes/20180801/fix01", "fix01.txt");
    assertThat(RULES.check(new ManualFix("fix01", "20180801", List.of("a"), Optional.empty())))
        .isPass();
  }

  private static ManualFix manualFix(String date, String guide) {
    return new ManualFix(
        "compass-v2.7.0/manual-fixes/20180801/fix01",
        date,
        List.of("fix01.tar.gz", "fix01.txt"),
        Optional.of(TextDocument.parse("fix01.txt", guide.getBytes(StandardCharsets.UTF_8))));
  }

  private static RuleReport notes(String text) {
    return notes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RuleReport notes(byte[] bytes) {
    return RULES.check(new ReleaseNotes(TextDocument.parse("README.md", bytes)));
  }
}
