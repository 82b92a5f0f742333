package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of other teams, found as services on the class path. */
final class InstalledRulesTest {

  private static final String SERVICE = "META-INF/services/io.caicloud.hotfix.rule.Rule";

  @TempDir Path folder;

  @Test
  void a_rule_on_the_class_path_runs_in_the_engine_that_is_found() throws IOException {
    RuleReport report = checkWith(HouseRule.class.getName() + "\n");
    assertThat(report).isFail().hasOnly("ABC001 error");
    assertThat(report.ruleSet()).endsWith(" + ABC001");
  }

  @Test
  void the_order_of_the_class_path_does_not_show() throws IOException {
    String one = HouseRule.class.getName();
    String two = HouseRule.Second.class.getName();
    RuleReport forward = checkWith(one + "\n" + two + "\n");
    RuleReport backward = checkWith(two + "\n" + one + "\n");
    assertThat(forward).hasOnly("ABC001 error", "ABC002 error");
    assertThat(forward).isEqualTo(backward);
    assertThat(forward.digest()).isEqualTo(backward.digest());
  }

  @Test
  void the_standard_rules_are_alone_if_asked_for() throws IOException {
    String services = HouseRule.class.getName();
    RuleReport report =
        with(services, () -> HotfixRules.standard().check(Judged.document(Judged.GOOD)));
    assertThat(report).isPass();
  }

  private RuleReport checkWith(String services) throws IOException {
    return with(
        services,
        () ->
            RuleEngine.find()
                .orElseThrow()
                .check(List.of(Judged.document(Judged.GOOD)), RuleInputs.none()));
  }

  private RuleReport with(String services, Supplier<RuleReport> check) throws IOException {
    Path file = folder.resolve(SERVICE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, services);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return check.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
