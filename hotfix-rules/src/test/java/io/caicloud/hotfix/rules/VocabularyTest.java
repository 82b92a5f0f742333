package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the names and options of a configuration change about what the rules say. */
final class VocabularyTest {

  private static final String TRACKERS =
      "trackers: {cps: {kind: bug, url: 'https://jira.example/browse/CPS-{number}'}}";

  @TempDir private Path folder;

  private HotfixRules rules(String lines) throws IOException {
    return HotfixRules.standard()
        .configured(
            RuleConfiguration.read(
                Files.writeString(
                    folder.resolve(RuleConfiguration.FILE_NAME), "version: 1\n" + lines + "\n")));
  }

  private RuleReport spec(String lines, String text) throws IOException {
    return rules(lines)
        .check(SpecDocument.read(Files.writeString(folder.resolve("hotfix.yaml"), text)));
  }

  private ReleaseTree tree(String path) {
    return ReleaseTreeBuilder.in(folder.resolve("tree"))
        .file("release-hotfixes/2.7.2/20181123/" + path, Judged.GOOD)
        .read();
  }

  private static List<Finding> of(RuleReport report, String rule) {
    return report.findings().stream().filter(f -> f.rule().code().equals(rule)).toList();
  }

  @Test
  void an_issue_of_a_configured_tracker_is_a_desc_that_leads_to_it() throws IOException {
    String text = SampleSpecs.yaml().replace("bug211", "cps361");
    assertThat(spec("rules: {}", text)).isFail().hasFinding("HF104");
    RuleReport report = spec(TRACKERS, text);
    assertThat(report).isPass();
    Finding finding = Judged.of(report, "HF104");
    assertThat(finding.severity()).isEqualTo(Severity.HINT);
    assertThat(finding.message().text(Locale.ENGLISH))
        .contains("https://jira.example/browse/CPS-361");
    assertThat(finding.message().text(Locale.CHINESE)).contains("CPS-361");
    for (String other : List.of("cpx361", "cps0", "fix-211", "cps-361", "cps")) {
      assertThat(spec(TRACKERS, SampleSpecs.yaml().replace("bug211", other))).isFail();
    }
  }

  @Test
  void a_folder_may_end_with_an_issue_of_a_configured_tracker() throws IOException {
    ReleaseTree tree = tree("compass-hotfixes-portal-web-v3.4.2-fix-cps361/portal/portal-web.yaml");
    assertThat(rules("rules: {}").check(tree)).isFail().hasFinding("HF104");
    assertThat(of(rules(TRACKERS).check(tree), "HF104"))
        .extracting(Finding::severity)
        .containsExactly(Severity.HINT);
    assertThat(rules(TRACKERS).check(tree)).isPass();
  }

  @Test
  void a_name_alone_may_be_an_issue_of_a_configured_tracker() throws IOException {
    List<NameToCheck> name = List.of(NameToCheck.desc("cps361"));
    assertThat(rules("rules: {}").check(name)).isFail().hasFinding("HF104");
    assertThat(rules(TRACKERS).check(name)).isPass().hasFinding("HF104");
  }

  @Test
  void products_are_those_of_the_configuration() throws IOException {
    ReleaseTree tree = tree("compas-hotfixes-portal-web-v3.4.2-fix-1/portal/portal-web.yaml");
    assertThat(rules("rules: {}").check(tree)).isPass().hasNoFinding("HF103");
    RuleReport report = rules("product-lines: [compass, clever]").check(tree);
    assertThat(Judged.of(report, "HF103").message().toString()).contains("\"compas\"");
    assertThat(Judged.of(report, "HF103").remedy().toString()).contains("did you mean compass?");
    assertThat(rules("product-lines: [compas]").check(tree)).hasNoFinding("HF103");
    String text = SampleSpecs.yaml() + "product: zeus\n";
    assertThat(spec("product-lines: [zeus]", text)).isPass().hasNoFinding("HF103");
    Finding unknown = Judged.of(spec("product-lines: [compass]", text), "HF103");
    assertThat(unknown.location().pointer()).isEqualTo("/product");
    assertThat(unknown.remedy().toString()).contains("compass", "product-lines");
  }

  @Test
  void addon_groups_are_those_of_the_configuration() throws IOException {
    ReleaseTree tree = tree("compass-hotfixes-portal-web-v3.4.2-fix-1/potral/portal-web.yaml");
    assertThat(rules("rules: {}").check(tree)).isPass();
    RuleReport report = rules("addon-groups: [portal, console]").check(tree);
    assertThat(report).isFail();
    assertThat(Judged.of(report, "HF201").remedy().toString()).contains("did you mean portal?");
    assertThat(rules("addon-groups: [potral]").check(tree)).isPass();
    RuleReport spec = spec("addon-groups: [monitoring]", SampleSpecs.yaml());
    assertThat(Judged.of(spec, "HF201").location().pointer()).isEqualTo("/group");
    assertThat(spec("addon-groups: [console]", SampleSpecs.yaml())).isPass();
  }

  @Test
  void placeholders_are_those_of_the_configuration_too() throws IOException {
    String values = Judged.GOOD + "      command: ['[[our_variable]]', '[[ our_varible ]]']\n";
    assertThat(Judged.values(values)).isPass().hasNoFinding("HF014");
    List<Finding> found =
        of(rules("placeholders: [our_variable]").check(Judged.document(values)), "HF014");
    assertThat(found).extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.HINT);
    assertThat(found.get(1).toString()).contains("our_varible");
  }

  @Test
  void names_that_hold_no_secret_can_be_told() throws IOException {
    String values = Judged.GOOD + "      env: [{name: DB_PASSWORD, value: s3cr3t-Pa55}]\n";
    assertThat(Judged.values(values)).hasFinding("HF407");
    String option = "rules: {HF407: {options: {ignored-names: [%s]}}}";
    assertThat(rules(option.formatted("DB_PASSWORD")).check(Judged.document(values)))
        .isPass()
        .hasNoFinding("HF407");
    assertThat(rules(option.formatted("OTHER")).check(Judged.document(values))).hasFinding("HF407");
  }

  @Test
  void how_far_ahead_a_date_may_be_can_be_told() throws IOException {
    ReleaseTree tree = tree("compass-hotfixes-portal-web-v3.4.2-fix-1/portal/portal-web.yaml");
    RuleInputs inputs =
        RuleInputs.of(Clock.fixed(Instant.parse("2018-11-20T12:00:00Z"), ZoneOffset.UTC));
    String option = "rules: {HF102: {options: {days-ahead: %s}}}";
    assertThat(rules("rules: {}").check(List.of(tree), inputs)).hasFinding("HF102");
    assertThat(rules(option.formatted("2")).check(List.of(tree), inputs)).hasFinding("HF102");
    assertThat(rules(option.formatted("3")).check(List.of(tree), inputs)).hasNoFinding("HF102");
  }
}
