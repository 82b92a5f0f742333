package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.config.PathPattern;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
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

/** What a configuration on disk does to a check. */
final class ConfiguredRulesTest {

  /** One hint, HF404, and one warning, HF501. */
  private static final String VALUES =
      Judged.GOOD.replace("portal-web:v3.4.2", "portal-web:v3.4.1")
          + "    volumes: [{name: unused, type: Scratch}]\n";

  @TempDir private Path folder;

  private RuleConfiguration read(String lines) throws IOException {
    return RuleConfiguration.read(
        Files.writeString(
            folder.resolve(RuleConfiguration.FILE_NAME), "version: 1\n" + lines + "\n"));
  }

  private RuleReport check(String lines) throws IOException {
    return Judged.RULES.configured(read(lines)).check(Judged.document(VALUES));
  }

  private static RuleOutcome outcome(RuleReport report, String rule) {
    return report.outcomes().stream()
        .filter(o -> o.rule().code().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void without_one_a_rule_speaks_as_it_wants() {
    assertThat(Judged.values(VALUES))
        .isPass()
        .hasOnly("HF501 warning 5:14")
        .hasFinding("HF404", 15, 22);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HF404", "hf404", "unused-volume", "HF404 unused-volume"})
  void any_word_for_a_rule_sets_its_severity(String word) throws IOException {
    assertThat(check("rules: {" + word + ": error}")).isFail().hasFinding("HF404");
    assertThat(Judged.of(check("rules: {" + word + ": error}"), "HF404").severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void a_rule_that_is_off_is_not_run_and_the_report_says_why() throws IOException {
    RuleReport report = check("rules: {HF501: {severity: off, reason: tags differ on purpose}}");
    assertThat(report).isPass().hasNoFinding("HF501").hasFinding("HF404");
    RuleOutcome outcome = outcome(report, "HF501");
    assertThat(outcome.state()).isEqualTo(State.NOT_RUN);
    assertThat(outcome.visited()).isZero();
    assertThat(outcome.reasons().get(0).text(Locale.ENGLISH)).contains("tags differ on purpose");
    assertThat(outcome.reasons().get(0).text(Locale.CHINESE)).contains("配置", "tags differ");
    assertThat(Judged.RULES.configured(read("rules: {}")).rules()).isEqualTo(Judged.RULES.rules());
  }

  @Test
  void a_rule_with_findings_of_several_severities_keeps_them_apart() throws IOException {
    String future = "rules: {HF014: warning}";
    String values =
        Judged.GOOD.replace("'[[ registry_release ]]/", "'[[registry_release]]/")
            + "      command: ['[[ registry_relaese ]]']\n";
    RuleReport report = Judged.RULES.configured(read(future)).check(Judged.document(values));
    assertThat(report.findings().stream().filter(f -> f.rule().code().equals("HF014")))
        .extracting(Finding::severity)
        .containsExactlyInAnyOrder(Severity.WARNING, Severity.HINT);
  }

  @ParameterizedTest
  @CsvSource({"HF001", "HF012", "HF015", "HF108", "HF504", "HF509", "HF510", "HF511", "HF900"})
  void the_contract_of_the_installer_cannot_be_switched_off_or_lowered(String rule)
      throws IOException {
    for (String level : List.of("warning", "hint", "{severity: off, reason: no}")) {
      for (String lines :
          List.of(
              "rules: {" + rule + ": " + level + "}",
              "paths: [{path: '**', rules: {" + rule + ": " + level + "}}]")) {
        RuleReport report = check(lines);
        assertThat(report).isIncomplete().hasFinding("HF907");
        assertThat(Judged.of(report, "HF907").message().toString()).contains(rule, "cannot be");
      }
    }
    assertThat(check("rules: {" + rule + ": error}")).isPass();
    RuleReport suppressed =
        check("suppressions: [{rule: " + rule + ", path: a, reason: b, until: 2030-01-01}]");
    assertThat(suppressed).isIncomplete().hasFinding("HF907", 2, 23);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: {HF4O4: hint}                  | 2:9  | HF404",
        "rules: {unused-volumes: hint}         | 2:9  | unused-volume",
        "rules: {ABC001: hint}                 | 2:9  | there is no rule",
        "rules: {HF404: hint, unused-volume: error} | 2:22 | already",
        "rules: {HF404: {options: {a: 1}}}     | 2:30 | nor any other",
        "rules: {HF407: {options: {ignored-name: [a]}}}  | 2:41 | ignored-names",
        "rules: {HF407: {options: {other: [a]}}}         | 2:34 | ignored-names",
        "rules: {HF407: {options: {ignored-names: a}}}   | 2:42 | a list of texts",
        "rules: {HF102: {options: {days-ahead: x}}}      | 2:39 | a whole number",
        "paths: [{path: a, rules: {HF4O4: hint}}] | 2:27 | HF404",
        "suppressions: [{rule: HF4O4, path: a, reason: b, until: 2030-01-01}] | 2:23 | HF404",
      })
  void what_the_engine_does_not_have_is_a_finding_and_the_check_incomplete(
      String lines, String place, String text) throws IOException {
    RuleReport report = check(lines);
    assertThat(report).isIncomplete().hasFinding("HF501");
    Finding finding = Judged.of(report, "HF907");
    assertThat(finding.location().range()).hasToString(place);
    assertThat(finding.message() + " " + finding.remedy()).contains(text);
  }

  @Test
  void rules_from_elsewhere_can_be_configured_too() throws IOException {
    RuleConfiguration off = read("rules: {ABC001: {severity: off, reason: not here}}");
    RuleReport report =
        HotfixRules.standard()
            .with(new HouseRule())
            .configured(off)
            .check(Judged.document(Judged.GOOD));
    assertThat(report).isPass().hasOnly();
    assertThat(HotfixRules.standard().configured(off).with(new HouseRule()).name())
        .contains("ABC001", off.digest());
    assertThat(
            HotfixRules.standard()
                .configured(off)
                .with(new HouseRule())
                .check(Judged.document(Judged.GOOD)))
        .isPass();
  }

  @Test
  void a_broken_configuration_never_looks_like_a_pass() throws IOException {
    assertThat(check("rulse: {}")).isIncomplete().hasFinding("HF907", 2, 1);
    assertThat(check("rules: {HF404: 'hint}")).isIncomplete();
  }

  @Test
  void the_name_of_the_rule_set_tells_which_configuration_judged() throws IOException {
    RuleConfiguration one = read("rules: {HF404: error}");
    RuleReport report = check("rules: {HF404: error}");
    assertThat(report.ruleSet()).startsWith("hotfix-rules ").endsWith(one.digest());
    assertThat(report.digest()).isNotEqualTo(check("rules: {HF404: warning}").digest());
    assertThat(Judged.RULES.configured(RuleConfiguration.none()).name())
        .isEqualTo(Judged.RULES.name());
    assertThat(Judged.RULES.configured(one).configured(RuleConfiguration.none()).name())
        .isEqualTo(Judged.RULES.name());
  }

  @Test
  void a_path_of_a_tree_has_settings_of_its_own_wherever_the_checkout_is() throws IOException {
    Path checkout = folder.resolve("checkout");
    for (String version : List.of("2.7.1", "2.7.2")) {
      ReleaseTreeBuilder.in(checkout)
          .file(
              "release-hotfixes/"
                  + version
                  + "/20181123/compass-hotfixes-portal-web-v3.4.2-fix-1/portal/portal-web.yaml",
              VALUES);
    }
    String lines =
        """
        rules:
          HF404: {severity: off, reason: noise}
        paths:
        - path: release-hotfixes/2.7.1/**
          rules: {HF501: {severity: off, reason: shipped}, HF404: warning}
        """;
    HotfixRules rules = Judged.RULES.configured(read(lines));
    ReleaseTree tree = ReleaseTree.read(checkout);
    assertThat(rules.check(tree).findings())
        .extracting(
            f -> f.rule().code() + " " + f.severity() + " " + f.location().file().substring(17, 22))
        .containsExactly("HF404 WARNING 2.7.1", "HF501 WARNING 2.7.2");
    RuleOutcome partly = outcome(rules.check(tree), "HF501");
    assertThat(partly.state()).isEqualTo(State.NOT_RUN);
    assertThat(partly.visited()).isEqualTo(2);
    assertThat(partly.reasons().get(0).toString()).contains("release-hotfixes/2.7.1/**", "shipped");
  }

  @Test
  void a_file_outside_of_a_tree_is_known_by_its_path_below_the_configuration() throws IOException {
    Path file = Files.createDirectories(folder.resolve("drafts")).resolve("portal.yaml");
    Files.writeString(file, VALUES);
    YamlDocument document = YamlDocument.read(file, file.toString());
    RuleConfiguration configuration = read("paths: [{path: drafts/**, rules: {HF501: error}}]");
    assertThat(Judged.RULES.configured(configuration).check(document)).isFail();
    assertThat(
            Judged.RULES.configured(configuration.relativeTo(folder.resolve("x"))).check(document))
        .isPass();
    RuleConfiguration byName =
        RuleConfiguration.builder().off(PathPattern.parse("portal.*"), "HF501", "draft").build();
    assertThat(Judged.RULES.configured(byName).check(document)).isPass().hasNoFinding("HF501");
  }
}
