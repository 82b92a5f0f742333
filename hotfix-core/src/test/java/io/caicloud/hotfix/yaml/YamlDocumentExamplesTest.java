package io.caicloud.hotfix.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.testing.ValuesExamples;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlDocumentExamplesTest {

  private static final Set<String> READING = Set.of("HF003", "HF005", "HF006", "HF012");

  static List<String> valid() {
    return ValuesExamples.valid();
  }

  static List<ValuesExamples.Expected> expected() {
    return ValuesExamples.expected();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void finds_nothing_in_a_valid_example(String file) {
    YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));

    assertThat(document.findings()).isEmpty();
    assertThat(document.root()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void finds_what_is_expected_in_an_invalid_example(ValuesExamples.Expected expected) {
    String file = expected.file();
    YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));

    if (READING.contains(expected.rule())) {
      assertThat(document.findings())
          .extracting(YamlDocumentExamplesTest::line)
          .containsExactly(
              file + ":" + expected.place() + " " + expected.rule() + " " + expected.severity());
    } else {
      assertThat(document.findings()).isEmpty();
      assertThat(document.root()).isPresent();
    }
  }

  private static String line(Finding finding) {
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    return finding.location() + " " + finding.rule().code() + " " + severity;
  }
}
