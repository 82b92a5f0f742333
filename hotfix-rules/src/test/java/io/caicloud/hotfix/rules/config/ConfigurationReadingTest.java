package io.caicloud.hotfix.rules.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.Tracker;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration file says, and what is wrong with it, at its place. */
final class ConfigurationReadingTest {

  private static final String FULL =
      """
      # what our team decided
      version: 1
      rules:
        HF404: warning
        desc-tracker: {severity: off, reason: our tracker is private}
        HF407:
          options: {ignored-names: [TOKEN_URL], strict: true, most: 3, prefix: x}
      paths:
      - path: release-hotfixes/2.7.1/**
        rules:
          HF502: {severity: off, reason: shipped long ago}
      trackers:
        cps: {kind: bug, url: 'https://jira.example/browse/CPS-{number}'}
      product-lines: [compass, clever]
      addon-groups: [console]
      placeholders: [our_variable]
      inline-suppressions: forbidden
      suppressions:
      - {rule: HF305, path: '*.yaml', pointer: /_config, reason: old form, until: 2026-12-31}
      """;

  @TempDir private Path folder;

  private RuleConfiguration read(String text) throws IOException {
    return RuleConfiguration.read(
        Files.writeString(folder.resolve(RuleConfiguration.FILE_NAME), text));
  }

  @Test
  void reads_all_that_may_stand_in_it() throws IOException {
    RuleConfiguration read = read(FULL);
    assertThat(read.findings()).isEmpty();
    assertThat(read.rules())
        .extracting(RuleSetting::rule)
        .containsExactly("HF404", "desc-tracker", "HF407");
    assertThat(read.rules().get(0).level()).contains(RuleLevel.WARNING);
    assertThat(read.rules().get(1).reason()).isEqualTo("our tracker is private");
    assertThat(read.rules().get(2).options().values())
        .extracting(RuleSetting.OptionSetting::value)
        .containsExactly(List.of("TOKEN_URL"), 3, "x", true);
    assertThat(read.paths().get(0).path())
        .isEqualTo(PathPattern.parse("release-hotfixes/2.7.1/**"));
    assertThat(read.paths().get(0).rules().get(0).level()).contains(RuleLevel.OFF);
    assertThat(read.vocabulary())
        .isEqualTo(
            Vocabulary.none()
                .withTrackers(
                    List.of(
                        new Tracker(
                            "cps",
                            HotfixDesc.Kind.BUG,
                            "https://jira.example/browse/CPS-{number}")))
                .withProductLines(List.of(Product.COMPASS, Product.parse("clever")))
                .withAddonGroups(List.of(AddonGroup.parse("console")))
                .withPlaceholders(List.of("our_variable")));
    assertThat(read.allowsInlineSuppressions()).isFalse();
    SuppressionSetting suppression = read.suppressions().get(0);
    assertThat(suppression.until()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(suppression.pointer()).isEqualTo("/_config");
    assertThat(suppression.location().range()).hasToString("19:10");
    assertThat(read.file()).hasValueSatisfying(f -> assertThat(f).endsWith(".hotfix-rules.yaml"));
    assertThat(read.root()).contains(folder.toAbsolutePath().normalize());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "vesrion: 1                                           | 1:1  | vesrion  | version",
        "version: 2                                           | 1:10 | version  | version: 1",
        "version: '1'                                         | 1:10 | version  | version: 1",
        "rules: {}                                            | 1:1  | version  | version",
        "version: 1; rules: {HF404: warn}                     | 2:16 | warn     | warning",
        "version: 1; rules: {HF404: warnnig}                  | 2:16 | warnnig  | warning",
        "version: 1; rules: {HF404: off}                      | 2:16 | HF404    | reason",
        "version: 1; rules: {HF404: {severity: off}}          | 2:16 | HF404    | reason",
        "version: 1; rules: {HF404: {severity: off, reason: '  '}} | 2:40 | empty | text",
        "version: 1; rules: {HF404: {severity: off, reason: 7}} | 2:40 | text   | quotes",
        "version: 1; rules: {HF404: {}}                       | 2:16 | HF404    | severity",
        "version: 1; rules: {HF404: {reson: x, severity: hint}} | 2:17 | reson  | reason",
        "version: 1; rules: {HF404: [off]}                    | 2:16 | keys     | value",
        "version: 1; rules: {HF404: {options: {a: 1.5}}}      | 2:30 | option   | explain",
        "version: 1; rules: {HF404: {options: {a: -1}}}       | 2:30 | option   | explain",
        "version: 1; rules: [HF404]                           | 2:8  | keys     | value",
        "version: 1; rules: {HF404: hint, HF404: error}       | 2:22 | HF404    | one",
        "version: 1; paths: {a: b}                            | 2:8  | list     | hyphen",
        "version: 1; paths: [{path: /a, rules: {}}]           | 2:16 | /a       | form",
        "version: 1; paths: [{path: 'a/[b]', rules: {}}]      | 2:16 | a/[b]    | form",
        "version: 1; paths: [{path: a/../b, rules: {}}]       | 2:16 | a/../b   | form",
        "version: 1; paths: [{path: a/b**, rules: {}}]        | 2:16 | a/b**    | form",
        "version: 1; paths: [{path: a}]                       | 2:9  | rules    | rules",
        "version: 1; paths: [{rules: {}}]                     | 2:9  | path     | path",
        "version: 1; paths: [{path: a, rules: {HF404: {severity: hint, options: {}}}}] | 2:51 | options | known",
        "version: 1; trackers: {fix: {kind: bug}}             | 2:12 | fix      | letters",
        "version: 1; trackers: {cps: {kind: bgu}}             | 2:24 | bgu      | bug",
        "version: 1; trackers: {cps: {}}                      | 2:17 | kind     | kind",
        "version: 1; trackers: {cps: {kind: bug, url: 'https://x/'}} | 2:34 | https://x/ | {number}",
        "version: 1; trackers: {cps: {kind: bug, url: 'ftp://x/{number}'}} | 2:34 | ftp://x | https",
        "version: 1; product-lines: [Compass]                 | 2:17 | Compass  | form",
        "version: 1; addon-groups: [console, console]         | 2:25 | console  | remove",
        "version: 1; placeholders: ['[[ a ]]']                | 2:16 | [[ a ]]  | form",
        "version: 1; inline-suppressions: forbiden            | 2:22 | forbiden | forbidden",
        "version: 1; inline-suppressions: true                | 2:22 | text     | quotes",
        "version: 1; suppressions: [{rule: HF404, path: a, reason: b, until: 2026-02-30}] | 2:57 | 2026-02-30 | year",
        "version: 1; suppressions: [{rule: HF404, path: a, reason: b}] | 2:16 | until | until",
        "version: 1; suppressions: [{rule: HF404, path: a, reason: b, until: 2026-02-01, pointer: a}] | 2:78 | \"a\" | slash",
        "- version: 1                                         | 1:1  | keys     | value",
        "version: 1; rules: {HF404: 'hint}                    | 2:16 | quot     | quot",
      })
  void refuses_what_it_does_not_understand_at_its_place(
      String text, String place, String found, String wayOut) throws IOException {
    RuleConfiguration read = read(text.replace("; ", "\n"));
    assertThat(read.findings()).hasSize(1);
    Finding finding = read.findings().get(0);
    assertThat(finding.rule().toString()).isEqualTo("HF907 configuration");
    assertThat(finding.location().range()).hasToString(place);
    assertThat(finding.message().toString()).contains(found);
    assertThat(finding.remedy().toString()).contains(wayOut);
    assertThat(finding.message().text(Locale.CHINESE)).isNotEqualTo(finding.message().toString());
  }

  @Test
  void keeps_what_is_right_beside_a_mistake_and_never_allows_more_than_was_meant()
      throws IOException {
    RuleConfiguration read =
        read("version: 1\nrules: {HF404: hint, HF501: nope}\ninline-suppressions: never\n");
    assertThat(read.findings()).hasSize(2);
    assertThat(read.rules()).extracting(RuleSetting::rule).containsExactly("HF404");
    assertThat(read.allowsInlineSuppressions()).isFalse();
  }

  @Test
  void its_digest_is_that_of_what_it_says() throws IOException {
    String digest = read(FULL).digest();
    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    String turned =
        FULL.replace("# what our team decided\n", "")
            .replace("HF404: warning", "'HF404': \"warning\"");
    assertThat(read(turned).digest()).isEqualTo(digest);
    for (String word :
        List.of(
            "warning",
            "private",
            "TOKEN_URL",
            "2.7.1",
            "long ago",
            "jira",
            "clever",
            "console",
            "our_variable",
            "old form",
            "2026-12-31",
            "/_config",
            "true",
            "most: 3")) {
      String other =
          FULL.replace(
              word,
              word.equals("true")
                  ? "false"
                  : word.equals("warning")
                      ? "hint"
                      : word.equals("most: 3")
                          ? "most: 4"
                          : word.equals("2026-12-31") ? "2026-12-30" : word + "x");
      assertThat(read(other).findings()).as(word).isEmpty();
      assertThat(read(other).digest()).as(word).isNotEqualTo(digest);
    }
    assertThat(read(FULL.replace("forbidden", "allowed")).digest()).isNotEqualTo(digest);
  }

  @Test
  void a_program_says_the_same_with_the_builder() throws IOException {
    RuleConfiguration built =
        RuleConfiguration.builder()
            .rule("HF404", RuleLevel.WARNING)
            .off("HF105", "private")
            .option("HF407", "names", List.of("a"))
            .off(PathPattern.parse("a/**"), "HF502", "old")
            .suppress(PathPattern.parse("b"), "HF305", "known", LocalDate.of(2026, 1, 2))
            .forbidInlineSuppressions()
            .build();
    RuleConfiguration written =
        read(
            """
            version: 1
            inline-suppressions: forbidden
            rules:
              HF105: {reason: private, severity: off}
              HF407: {options: {names: [a]}}
              HF404: warning
            paths: [{path: a/**, rules: {HF502: {severity: off, reason: old}}}]
            suppressions: [{rule: HF305, path: b, reason: known, until: 2026-01-02}]
            """);
    assertThat(written.findings()).isEmpty();
    assertThat(built.digest()).isEqualTo(written.digest());
    assertThat(built.file()).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> RuleConfiguration.builder().off("HF404", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RuleConfiguration.builder().rule("HF404", RuleLevel.OFF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_a_link_and_a_file_that_is_not_there() throws IOException {
    Path file = Files.writeString(folder.resolve("real.yaml"), "version: 1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    for (Path bad : List.of(link, folder.resolve("none.yaml"), folder)) {
      assertThatThrownBy(() -> RuleConfiguration.read(bad))
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("unreadable"));
    }
  }
}
