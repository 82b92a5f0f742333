package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Suppressions that stand in a configuration. */
final class ConfiguredSuppressionsTest {

  private static final String FILE = "/repo/release-hotfixes/2.7.2/20181123/web.yaml";

  /** One warning, HF501 at 5:14. */
  private static final String VALUES = Judged.GOOD.replace("web:v3.4.2", "web:v3.4.1");

  @Test
  void a_pattern_of_files_suppresses_in_all_of_them() {
    RuleReport report = check("release-hotfixes/2.7.2/**", "");
    assertThat(report).hasOnly();
    Suppression why = report.suppressed().get(0).suppression();
    assertThat(why.kind()).isEqualTo(Suppression.Kind.CONFIGURED);
    assertThat(why.reason()).isEqualTo("agreed");
    assertThat(why.location().file()).isEqualTo(".hotfix-rules.yaml");
    assertThat(check("release-hotfixes/2.7.1/**", "")).hasOnly("HF501 warning 5:14");
  }

  @Test
  void a_pointer_limits_it_to_a_node_and_what_is_below() {
    assertThat(check("**", "/_config/_metadata")).hasOnly();
    assertThat(check("**", "/_config/_metadata/version")).hasOnly();
    assertThat(check("**", "/_config/_meta")).hasOnly("HF501 warning 5:14");
    assertThat(check("**", "/_config/controllers")).hasOnly("HF501 warning 5:14");
  }

  @Test
  void one_that_has_ended_is_reported_where_it_stands() {
    RuleReport report = check(configuration("**", "", "HF501"), VALUES, "2027-01-01T00:00:00Z");
    assertThat(report.suppressed()).isEmpty();
    assertThat(report.findings())
        .extracting(f -> f.rule().code() + " " + f.location().file())
        .containsExactly("HF903 .hotfix-rules.yaml", "HF501 " + FILE);
  }

  @Test
  void one_for_a_single_file_is_unused_if_that_was_judged_without_a_finding() {
    String one = "release-hotfixes/2.7.2/20181123/web.yaml";
    assertThat(check(configuration(one, "", "HF501"), Judged.GOOD, "2026-05-01T00:00:00Z"))
        .hasFinding("HF904");
    for (String other : List.of("release-hotfixes/2.7.2/20181123/db.yaml", "**", "web.yaml")) {
      assertThat(check(configuration(other, "", "HF501"), Judged.GOOD, "2026-05-01T00:00:00Z"))
          .hasOnly();
    }
    assertThat(check(configuration(one, "", "HF201"), Judged.GOOD, "2026-05-01T00:00:00Z"))
        .hasOnly();
  }

  @Test
  void a_comment_goes_before_it() {
    String said = " # hotfix-rules disable=HF501 until=2026-12-31 reason=mine\n";
    String text = VALUES.replaceFirst("version: v3.4.2\n", "version: v3.4.2" + said);
    RuleReport report = check(configuration("**", "", "HF501"), text, "2026-05-01T00:00:00Z");
    assertThat(report).hasOnly();
    assertThat(report.suppressed().get(0).suppression().reason()).isEqualTo("mine");
  }

  @Test
  void a_configuration_can_forbid_comments_and_keep_its_own() {
    String said = " # hotfix-rules disable=HF501 until=2026-12-31 reason=mine\n";
    String text = VALUES.replaceFirst("version: v3.4.2\n", "version: v3.4.2" + said);
    assertThat(
            check(configuration("inline-suppressions: forbidden\n"), text, "2026-05-01T00:00:00Z"))
        .hasOnly("HF501 warning 5:14", "HF905 warning 5:21");
  }

  private static RuleReport check(String path, String pointer) {
    return check(configuration(path, pointer, "HF501"), VALUES, "2026-05-01T00:00:00Z");
  }

  private static RuleReport check(RuleConfiguration configuration, String text, String now) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Judged.RULES
        .configured(configuration)
        .check(
            List.of(YamlDocument.parse(FILE, bytes)),
            RuleInputs.of(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)));
  }

  private static RuleConfiguration configuration(String path, String pointer, String rule) {
    return configuration(
        "suppressions:\n- rule: "
            + rule
            + "\n  path: '"
            + path
            + "'\n"
            + (pointer.isEmpty() ? "" : "  pointer: " + pointer + "\n")
            + "  reason: agreed\n  until: '2026-12-31'\n");
  }

  private static RuleConfiguration configuration(String lines) {
    byte[] bytes = ("version: 1\n" + lines).getBytes(StandardCharsets.UTF_8);
    RuleConfiguration read = RuleConfiguration.of(YamlDocument.parse(".hotfix-rules.yaml", bytes));
    assertThat(read.findings()).isEmpty();
    return read;
  }
}
