package io.caicloud.hotfix.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.util.List;
import java.util.Locale;

/** What the tests of trees look at. */
final class TreeChecks {

  private TreeChecks() {}

  static TreeEntry only(ReleaseTree tree) {
    assertThat(tree.entries()).hasSize(1);
    return tree.entries().get(0);
  }

  static Finding only(TreeEntry entry, String rule) {
    List<Finding> found =
        entry.findings().stream().filter(finding -> rule(finding).equals(rule)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static void check(Finding finding, String rule, Severity severity, String path) {
    assertThat(rule(finding)).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.location().file()).isEqualTo(path);
    assertThat(finding.message().text(Locale.CHINESE))
        .isNotEqualTo(finding.message().text(Locale.ENGLISH));
    assertThat(finding.remedy().text(Locale.CHINESE)).contains("请");
    assertThat(finding.remedy().text(Locale.ENGLISH)).doesNotContain("{");
  }

  static String rule(Finding finding) {
    return finding.rule().code();
  }

  static String values(String addon, String version) {
    return ValuesBuilder.values().addon(addon).version(version).build();
  }

  static HotfixIdentity identity(String addon, String version) {
    return new HotfixIdentity(
        AddonName.parse(addon), Namespace.DEFAULT, HotfixVersion.parse(version));
  }
}
