package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NamingRulesTest {

  private static final Location PLACE = Location.of("hotfix.yaml");

  @Test
  void judges_each_text_under_its_own_rule() {
    check(NamingRules.productVersion(PLACE, "2.7.x"), NamingRules.PRODUCT_VERSION, "2.7.x");
    check(NamingRules.hotfixDate(PLACE, "20181301"), NamingRules.HOTFIX_DATE, "20181301");
    check(NamingRules.desc(PLACE, "feat0"), NamingRules.DESC_FORMAT, "feat0");
    check(NamingRules.addonName(PLACE, "a/b"), NamingRules.ADDON_NAME, "a/b");
    check(NamingRules.versionForm(PLACE, "v 1"), NamingRules.VERSION_FORM, "v 1");
  }

  @Test
  void says_which_desc_is_meant() {
    Finding finding = NamingRules.desc(PLACE, "fix-211").orElseThrow();

    assertThat(finding.remedy().text(Locale.ENGLISH))
        .isEqualTo("write bug211 (issue caicloud/prod-issue#211)");
    assertThat(finding.remedy().text(Locale.CHINESE)).contains("bug211", "caicloud/prod-issue#211");
  }

  @Test
  void has_nothing_to_say_about_what_is_right() {
    assertThat(NamingRules.productVersion(PLACE, "2.7.2")).isEmpty();
    assertThat(NamingRules.hotfixDate(PLACE, "20181123")).isEmpty();
    assertThat(NamingRules.desc(PLACE, "bug211")).isEmpty();
    assertThat(NamingRules.addonName(PLACE, "console-web")).isEmpty();
    assertThat(NamingRules.versionForm(PLACE, "v3.3.2")).isEmpty();
  }

  private static void check(Optional<Finding> judged, RuleId rule, String value) {
    Finding finding = judged.orElseThrow();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.location()).isEqualTo(PLACE);
    assertThat(finding.message().text(Locale.ENGLISH)).contains("\"" + value + "\"");
    assertThat(finding.message().text(Locale.CHINESE)).contains("“" + value + "”");
    assertThat(finding.remedy().text(Locale.ENGLISH)).startsWith("write ");
    assertThat(finding.remedy().text(Locale.CHINESE)).containsAnyOf("请", "例如");
  }
}
