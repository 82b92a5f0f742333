package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.values.AddonValues;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hotfix may newly do on the machines, against the values that it replaces. */
final class PrivilegedNewTest {

  private static final RuleId RULE = new RuleId("HF408", "privileged-new");

  private static final String POWERFUL =
      Judged.GOOD
          + """
                securityContext: {privileged: true, capabilities: {add: [NET_ADMIN]}}
                mounts: [{name: run, path: /run}]
              pod: {host: {network: true, pid: false}}
              volumes:
              - {name: run, type: HostPath, source: {path: /var/run}}
          """;

  @Test
  void every_power_that_the_base_does_not_have_is_a_warning() {
    assertThat(check(POWERFUL, Judged.GOOD))
        .isPass()
        .hasOnly(
            "HF408 warning 15:37",
            "HF408 warning 15:64",
            "HF408 warning 17:27",
            "HF408 warning 19:50");
  }

  @Test
  void what_the_base_has_is_no_finding_even_when_the_tag_changes() {
    assertThat(check(POWERFUL, POWERFUL.replace("v3.4.2", "v3.4.1"))).hasOnly();
  }

  @Test
  void an_addon_that_the_base_does_not_have_is_not_judged() {
    assertThat(check(POWERFUL, Judged.GOOD.replace("portal-web", "other"))).hasOnly();
  }

  @Test
  void without_a_base_it_says_so_where_there_is_something_to_look_for() {
    assertThat(state(Judged.values(POWERFUL))).isEqualTo(State.NOT_RUN);
    assertThat(state(Judged.values(Judged.GOOD))).isEqualTo(State.RAN);
    assertThat(state(check(POWERFUL, Judged.GOOD))).isEqualTo(State.RAN);
  }

  private static State state(RuleReport report) {
    return report.outcome(RULE).orElseThrow().state();
  }

  private static RuleReport check(String hotfix, String base) {
    BaseValues before = BaseValues.among(List.of(AddonValues.of(Judged.document(base))));
    return Judged.RULES.check(
        List.of(Judged.document(hotfix)), RuleInputs.none().with(BaseValues.class, before));
  }
}
