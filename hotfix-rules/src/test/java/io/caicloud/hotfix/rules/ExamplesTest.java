package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.testing.ValuesExamples.Expected;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the standard rules say about each example file, to the letter. */
final class ExamplesTest {

  private static final HotfixRules RULES = HotfixRules.standard();

  static List<String> valid() {
    return ValuesExamples.valid();
  }

  static List<Expected> invalid() {
    return ValuesExamples.expected();
  }

  @Test
  void there_are_seven_valid_and_nineteen_invalid_examples() {
    assertThat(valid()).hasSize(7);
    assertThat(invalid()).hasSize(19);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void a_valid_example_has_no_error_and_no_unexpected_warning(String file) {
    RuleReport report = report(file);
    assertThat(report).isPass();
    if (file.startsWith("03-")) {
      assertThat(report).hasOnly("HF501 warning 7:14");
    } else {
      assertThat(report).hasNoErrorsOrWarnings();
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void an_invalid_example_has_exactly_the_expected_finding(Expected expected) {
    String finding = expected.rule() + " " + expected.severity() + " " + expected.place();
    assertThat(report(expected.file())).hasOnly(finding);
  }

  @Test
  void related_places_are_shown() {
    assertThat(only("invalid/duplicate-key.yaml").related().get(0).location().range())
        .hasToString("13:5");
    assertThat(only("invalid/version-differs-from-image.yaml").related().get(0).location().range())
        .hasToString("14:14");
  }

  @Test
  void the_way_out_names_what_was_meant() {
    assertThat(only("invalid/controller-type.yaml").remedy())
        .hasToString("did you mean Deployment?");
    assertThat(only("invalid/metadata-misspelt.yaml").remedy())
        .hasToString("did you mean _metadata?");
    assertThat(only("invalid/namespace.yaml").remedy()).hasToString("did you mean kube-system?");
    assertThat(only("invalid/readonly-case.yaml").remedy()).hasToString("write readonly instead");
    assertThat(only("invalid/replicas.yaml").remedy()).hasToString("write replica instead");
  }

  @Test
  void a_placeholder_unquoted_can_be_mended() {
    assertThat(only("invalid/env-value-unquoted.yaml").fix()).isPresent();
    assertThat(only("invalid/image-unquoted.yaml").fix()).isPresent();
  }

  @Test
  void the_range_covers_the_key() {
    TextRange range = only("invalid/unknown-key.yaml").location().range();
    assertThat(Objects.requireNonNull(range)).isEqualTo(new TextRange(11, 5, 11, 11));
  }

  private static Finding only(String file) {
    return report(file).findings().get(0);
  }

  private static RuleReport report(String file) {
    return RULES.check(YamlDocument.parse(file, ValuesExamples.bytes(file)));
  }
}
