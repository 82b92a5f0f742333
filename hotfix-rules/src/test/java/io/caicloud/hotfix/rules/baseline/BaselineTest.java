package io.caicloud.hotfix.rules.baseline;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineTest {

  private static final HotfixRules RULES = HotfixRules.standard();
  private static final String FILE = "/x/release-hotfixes/2.7.2/web.yaml";

  private static final String HEAD =
      """
      _config:
        _metadata:
          name: web
          namespace: default
          version: v1.0.0
          template:
            type: template.caicloud.io/application
            version: 1.0.0
        controllers:
        - type: Deployment
          controller:
            replica: 2
          containers:
      """;

  private static final String WEB = "    - image: '[[ registry_release ]]/web:v1.0.0'\n";
  private static final String LATEST = "    - image: '[[ registry_release ]]/log:latest'\n";
  private static final String SECRET = "      env: [{name: DB_PASSWORD, value: 'Tr0ub4dor&3'}]\n";

  @TempDir private Path folder;

  @Test
  void the_example_has_two_findings() {
    assertThat(check(HEAD + WEB + LATEST + SECRET).findings())
        .extracting(f -> f.rule().code())
        .containsExactly("HF503", "HF407");
  }

  @Test
  void what_was_there_does_not_count() {
    String text = HEAD + WEB + LATEST + SECRET;
    RuleReport report = apply(baseline(text), text);
    assertThat(report).hasOnly();
    assertThat(report.baselined()).hasSize(2);
    assertThat(report.gone()).isEmpty();
    assertThat(report.hasBaseline()).isTrue();
  }

  @Test
  void a_container_put_above_moves_nothing() {
    Baseline known = baseline(HEAD + WEB + LATEST + SECRET);
    String more = "    - image: '[[ registry_release ]]/new:v1.0.0'\n";
    RuleReport report = apply(known, "# a line\n" + HEAD + more + WEB + LATEST + SECRET);
    assertThat(report).hasOnly();
    assertThat(report.baselined()).hasSize(2);
  }

  @Test
  void another_value_is_new_and_the_old_one_gone() {
    Baseline known = baseline(HEAD + WEB + LATEST + SECRET);
    RuleReport report = apply(known, HEAD + WEB + LATEST + SECRET.replace("Tr0ub", "Other"));
    assertThat(report.findings()).extracting(f -> f.rule().code()).containsExactly("HF407");
    assertThat(report.gone()).extracting(g -> g.rule()).containsExactly("HF407");
  }

  @Test
  void quotes_make_no_other_value() {
    Baseline known = baseline(HEAD + WEB + LATEST + SECRET);
    String quoted = SECRET.replace("'Tr0ub4dor&3'", "\"Tr0ub4dor&3\"");
    assertThat(apply(known, HEAD + WEB + LATEST + quoted)).hasOnly();
  }

  @Test
  void growing_shows_what_is_new_and_shrinking_passes() {
    Baseline known = baseline(HEAD + WEB + LATEST);
    assertThat(apply(known, HEAD + WEB + LATEST + SECRET).findings())
        .extracting(f -> f.rule().code())
        .containsExactly("HF407");
    RuleReport less = apply(known, HEAD + WEB);
    assertThat(less).isPass().hasOnly();
    assertThat(less.gone()).extracting(g -> g.rule()).containsExactly("HF503");
  }

  @Test
  void findings_that_are_alike_are_counted() {
    Baseline one = baseline(HEAD + WEB + LATEST);
    RuleReport three = apply(one, HEAD + WEB + LATEST + LATEST + LATEST);
    assertThat(three.findings()).hasSize(2);
    assertThat(three.baselined()).hasSize(1);
    Baseline all = baseline(HEAD + WEB + LATEST + LATEST + LATEST);
    assertThat(all.size()).isEqualTo(3);
    assertThat(apply(all, HEAD + WEB + LATEST).gone()).hasSize(2);
  }

  @Test
  void what_must_not_be_suppressed_and_what_was_not_judged_stays() {
    String twice = HEAD + WEB + "a: 1\na: 2\n";
    RuleReport before = check(twice);
    assertThat(before.findings()).extracting(f -> f.rule().code()).contains("HF006");
    RuleReport report = apply(baseline(twice), twice);
    assertThat(report.findings()).extracting(f -> f.rule().code()).containsExactly("HF006");

    RuleReport nothing = RULES.check(List.of());
    assertThat(Baseline.of(nothing, RULES.catalogue(), BaselineTest::none).size()).isZero();
    assertThat(Baseline.of(check(HEAD + WEB + LATEST), List.of(), BaselineTest::none).size())
        .isZero();
  }

  @Test
  void a_checkout_elsewhere_is_the_same_and_other_files_are_not_gone() {
    Baseline known = baseline(HEAD + WEB + LATEST);
    assertThat(
            known
                .apply(
                    check("/y/z/release-hotfixes/2.7.2/web.yaml", HEAD + WEB + LATEST),
                    RULES.catalogue(),
                    documents(HEAD + WEB + LATEST))
                .findings())
        .isEmpty();
    RuleReport other =
        known.apply(check("other.yaml", HEAD + WEB), RULES.catalogue(), documents(HEAD + WEB));
    assertThat(other.gone()).isEmpty();
  }

  @Test
  void asks_for_each_document_once() {
    String text = HEAD + WEB + LATEST + SECRET;
    List<String> asked = new ArrayList<>();
    Baseline.of(
        check(text),
        RULES.catalogue(),
        file -> {
          asked.add(file);
          return Optional.of(document(file, text));
        });
    assertThat(asked).containsExactly(FILE);
  }

  @Test
  void is_a_line_for_each_finding_and_tells_no_secret() throws IOException {
    Path file = folder.resolve("baseline.json");
    Baseline known = baseline(HEAD + WEB + LATEST + LATEST + SECRET);
    known.write(file);

    assertThat(file)
        .content()
        .isEqualTo(
            """
            {"version":1,"findings":[
            {"path":"release-hotfixes/2.7.2/web.yaml","rule":"HF407","place":"CONTAINER/env/[DB_PASSWORD]/value","value":"sha256:48486e1514e842346ff405b1e45f44059ae82619f2306f99d0940dcb386e91f7"},
            {"path":"release-hotfixes/2.7.2/web.yaml","rule":"HF503","place":"CONTAINER/image","value":"[[ registry_release ]]/log:latest","count":2}
            ]}
            """
                .replace(
                    "CONTAINER", "/_config/controllers/0/containers/[[[ registry_release ]]/log]"));
    assertThat(Baseline.read(file)).isEqualTo(known);
    known.write(file);
    baseline(HEAD + WEB).write(file);
    assertThat(Baseline.read(file).size()).isZero();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void replaces_no_file_that_is_no_baseline() throws IOException {
    Path file = Files.writeString(folder.resolve("values.yaml"), "a: 1\n");
    assertThatThrownBy(() -> baseline(HEAD + WEB).write(file))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("not-a-baseline"));
    assertThat(file).hasContent("a: 1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThatThrownBy(() -> baseline(HEAD + WEB).write(link)).isInstanceOf(HotfixException.class);
    assertThatThrownBy(() -> Baseline.read(link))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("baseline-no-file"));
    Path absent = folder.resolve("a/b");
    assertThatThrownBy(() -> baseline(HEAD + WEB).write(absent))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("baseline-not-written"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "x;1",
        "{\"version\":2,\"findings\":[|]};1",
        "{\"version\":1,\"findings\":[;2",
        "{\"version\":1,\"findings\":[|ONE;2",
        "{\"version\":1,\"findings\":[|ONE,|]};2",
        "{\"version\":1,\"findings\":[|ONE|TWO|]};2",
        "{\"version\":1,\"findings\":[|ONE,|<<<<<<< HEAD,|TWO|]};3",
        "{\"version\":1,\"findings\":[|ONE,|ONE|]};3",
        "{\"version\":1,\"findings\":[|ONE,|[[[[|]};3",
        "{\"version\":1,\"findings\":[|ONE,|TWO TWO|]};3",
        "{\"version\":1,\"findings\":[|{\"path\":\"a\"}|]};2",
        "{\"version\":1,\"findings\":[|COUNT1|]};2",
        "{\"version\":1,\"findings\":[|COUNT1000001|]};2",
        "{\"version\":1,\"findings\":[|MORE|]};2",
      })
  void a_broken_file_is_refused_at_its_line(String text, int line) throws IOException {
    String body = "\"path\":\"a\",\"rule\":\"HF104\",\"place\":\"/a\",\"value\":\"b\"";
    String broken =
        text.replace("|", "\r\n")
            .replace("ONE", "{" + body + "}")
            .replace("TWO", "{" + body.replace("/a", "/b") + "}")
            .replaceAll("COUNT(\\d+)", "{" + body + ",\"count\":$1}")
            .replace("MORE", "{" + body + ",\"x\":1}");
    Path file = Files.writeString(folder.resolve("b"), broken);
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("baseline-malformed"))
        .hasMessageContaining("line " + line + ":");
  }

  @Test
  void a_file_merged_by_hand_may_be_out_of_order() throws IOException {
    Path file = folder.resolve("b");
    baseline(HEAD + WEB + LATEST + SECRET).write(file);
    List<String> lines = Files.readAllLines(file);
    String swapped =
        String.join(
            "\r\n",
            lines.get(0),
            lines.get(2) + ",",
            lines.get(1).substring(0, lines.get(1).length() - 1),
            lines.get(3));
    Path other = Files.writeString(folder.resolve("c"), swapped);
    assertThat(Baseline.read(other)).isEqualTo(Baseline.read(file));
  }

  private static Baseline baseline(String text) {
    return Baseline.of(check(text), RULES.catalogue(), documents(text));
  }

  private static RuleReport apply(Baseline baseline, String text) {
    return baseline.apply(check(text), RULES.catalogue(), documents(text));
  }

  private static RuleReport check(String text) {
    return check(FILE, text);
  }

  private static RuleReport check(String file, String text) {
    return RULES.check(document(file, text));
  }

  private static YamlDocument document(String file, String text) {
    return YamlDocument.parse(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Function<String, Optional<YamlDocument>> documents(String text) {
    return file -> Optional.of(document(file, text));
  }

  private static Optional<YamlDocument> none(String file) {
    return Optional.empty();
  }
}
