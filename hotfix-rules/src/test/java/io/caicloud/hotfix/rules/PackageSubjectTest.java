package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ValuesBuilder;
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

/** What the standard rules say about packages. */
final class PackageSubjectTest {

  private static final String WEB = SamplePackage.IMAGE;

  @TempDir private Path folder;

  @Test
  void a_package_as_it_was_built_passes() {
    assertThat(check(build(ValuesBuilder.values()))).isPass().hasOnly();
  }

  @Test
  void an_image_that_was_forgotten_is_a_finding_where_the_values_name_it() {
    Path file = build(ValuesBuilder.values().images(WEB).envImage("[[ registry_release ]]/db:v1"));

    RuleReport report = check(file);

    assertThat(report).isFail();
    Finding found = Judged.only(report);
    assertThat(found.rule().code()).isEqualTo("HF509");
    assertThat(found.location().file()).endsWith(".tar.gz!/" + values(file));
    assertThat(found.location().range().line()).isEqualTo(18);
    assertThat(found.message().text(Locale.CHINESE)).contains("[[ registry_release ]]/db:v1");
  }

  @Test
  void values_of_another_hotfix_than_the_manifest_says_are_refused() {
    RuleReport report = check(build(ValuesBuilder.values().version("v3.3.3").images(WEB)));

    assertThat(report).isFail().hasFinding("HF509");
    assertThat(Judged.of(report, "HF509").message().text(Locale.ENGLISH))
        .isEqualTo("the values say version \"v3.3.3\", but the manifest says \"v3.3.2\"");
  }

  @Test
  void what_is_wrong_with_the_values_is_found_in_the_package() {
    RuleReport report =
        check(
            build(
                ValuesBuilder.values()
                    .images("[[ g_registry_prefix_release ]]/console-web:v3.3.2")));

    assertThat(report).isFail().hasFinding("HF503");
  }

  @Test
  void a_changed_byte_is_a_finding_and_the_rest_is_judged() throws IOException {
    Path file = build(ValuesBuilder.values());
    byte[] bytes = Files.readAllBytes(file);
    bytes[2000] ^= 1;
    Files.write(file, bytes);

    assertThat(check(file)).isFail().hasFinding("HF510");
  }

  @Test
  void another_name_is_a_finding() throws IOException {
    Path file = build(ValuesBuilder.values());
    Path renamed = Files.move(file, file.resolveSibling("compass-hotfixes-new.tar.gz"));

    assertThat(check(renamed)).isFail().hasOnly("HF511 error");
  }

  @Test
  void the_date_of_the_manifest_is_judged() {
    Path file = build(ValuesBuilder.values());
    Clock before = Clock.fixed(Instant.parse("2018-01-01T00:00:00Z"), ZoneOffset.UTC);
    try (PackageReader reader = PackageReader.open(file)) {
      assertThat(HotfixRules.standard().check(List.of(reader), RuleInputs.of(before)))
          .isPass()
          .hasFinding("HF102");
    }
  }

  private static RuleReport check(Path file) {
    try (PackageReader reader = PackageReader.open(file)) {
      return HotfixRules.standard().check(List.of(reader));
    }
  }

  private static String values(Path file) {
    try (PackageReader reader = PackageReader.open(file)) {
      return reader.valuesEntry().orElseThrow();
    }
  }

  private Path build(ValuesBuilder values) {
    return SamplePackage.build(values.bytes(), folder);
  }
}
