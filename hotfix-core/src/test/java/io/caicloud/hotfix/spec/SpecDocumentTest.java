package io.caicloud.hotfix.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecDocumentTest {

  private static final String IMAGE = "[[ registry_release ]]/console-web:v3.3.2";

  @Test
  void reads_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("hotfix.yaml"), SampleSpecs.yaml());

    SpecDocument document = SpecDocument.read(file);

    assertThat(document.findings()).isEmpty();
    assertThat(document.spec())
        .contains(SampleSpecs.spec().values(folder.resolve("console-web.yaml")).build());
    assertThat(document.document().file()).isEqualTo(file.toString());
  }

  @Test
  void reads_all_keys() {
    SpecDocument document =
        parse(SampleSpecs.yaml() + "product: other\nimages:\n- '" + IMAGE + "'\n");

    assertThat(document.spec())
        .contains(SampleSpecs.spec().product(Product.parse("other")).image(IMAGE).build());
  }

  @Test
  void reads_a_date_without_quotes() {
    assertThat(parse(SampleSpecs.yaml().replace("'", "")).spec())
        .contains(SampleSpecs.spec().build());
  }

  @Test
  void shows_the_raw_texts_with_their_places() {
    SpecDocument document = parse(SampleSpecs.yaml().replace("bug211", "fix-211"));

    YamlScalar desc = document.desc().orElseThrow();
    assertThat(desc.value()).isEqualTo("fix-211");
    assertThat(desc.range()).isEqualTo(new TextRange(3, 7, 3, 14));
    assertThat(document.spec()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bug211, fix-211, HF104, 3:7",
    "bug211, bug, HF104, 3:7",
    "bug211, feat0, HF104, 3:7",
    "bug211, bug12a, HF104, 3:7",
    "'''20181123''', 20181301, HF102, 2:7",
    "'''20181123''', 2018-11-23, HF102, 2:7",
    "2.7.2, v2.7.2-ga, HF101, 1:17",
    "console, a/b, HF305, 4:8",
    "console, .., HF305, 4:8",
    "console, a b, HF305, 4:8",
    "console, a:b, HF305, 4:8",
    "console-web.yaml, ../values.yaml, HF305, 5:9",
    "console-web.yaml, /etc/passwd, HF305, 5:9",
    "console-web.yaml, a//b.yaml, HF305, 5:9",
  })
  void reports_a_wrong_value_at_its_place(String right, String wrong, String rule, String place) {
    Finding finding = only(SampleSpecs.yaml().replace(right + "\n", wrong + "\n"));

    assertThat(finding.rule().code()).isEqualTo(rule);
    assertThat(finding.location()).hasToString("hotfix.yaml:" + place);
    assertThat(finding.message().text(Locale.ENGLISH)).contains("\"" + wrong + "\"");
    assertThat(finding.message().text(Locale.CHINESE)).contains("“" + wrong + "”");
    assertThat(finding.remedy().text(Locale.ENGLISH)).contains("write ");
    assertThat(finding.remedy().text(Locale.CHINESE)).containsAnyOf("请", "例如");
  }

  @Test
  void reports_a_name_of_200_characters() {
    String name = "a".repeat(200);

    assertThat(only(SampleSpecs.yaml().replace(": console\n", ": " + name + "\n")).message())
        .hasToString("\"" + name + "\" is no addon group");
  }

  @Test
  void fixes_a_desc_whose_meaning_is_known() {
    String text = SampleSpecs.yaml().replace("bug211", "fix-211");

    assertThat(applied(text, only(text).fix().orElseThrow())).isEqualTo(SampleSpecs.yaml());
    assertThat(only(SampleSpecs.yaml().replace("bug211", "cps361")).fix()).isEmpty();
  }

  @Test
  void takes_a_misspelt_key_for_the_missing_one() {
    String text = SampleSpecs.yaml().replace("desc:", "dsec:");

    Finding finding = only(text);

    assertThat(finding.rule()).isEqualTo(SpecRules.UNKNOWN_KEY);
    assertThat(finding.location()).hasToString("hotfix.yaml:3:1");
    assertThat(finding.remedy().text(Locale.ENGLISH)).isEqualTo("did you mean desc?");
    assertThat(finding.remedy().text(Locale.CHINESE)).isEqualTo("是否应为 desc？");
    assertThat(applied(text, finding.fix().orElseThrow())).isEqualTo(SampleSpecs.yaml());
  }

  @Test
  void reports_a_key_that_means_nothing() {
    Finding finding = only(SampleSpecs.yaml() + "addon-name: console-web\n");

    assertThat(finding.rule()).isEqualTo(SpecRules.UNKNOWN_KEY);
    assertThat(finding.message()).hasToString("unknown key \"addon-name\"");
    assertThat(finding.remedy().toString()).contains("productVersion, date, desc, group, values");
    assertThat(finding.fix()).isEmpty();
  }

  @Test
  void reports_each_missing_key() {
    List<Finding> findings = parse("desc: bug211\n").findings();

    assertThat(findings).allMatch(finding -> finding.rule().equals(SpecRules.MISSING_KEY));
    assertThat(findings)
        .extracting(finding -> finding.message().toString())
        .containsExactlyInAnyOrder(
            "the key productVersion is missing",
            "the key date is missing",
            "the key group is missing",
            "the key values is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"desc: [bug211]", "desc:", "desc: {a: b}", "desc: ~"})
  void reports_a_value_of_the_wrong_type(String line) {
    Finding finding = only(SampleSpecs.yaml().replace("desc: bug211", line));

    assertThat(finding.rule()).isEqualTo(SpecRules.TYPE);
    assertThat(finding.location().toString()).startsWith("hotfix.yaml:3:");
  }

  @Test
  void reports_images_that_are_none() {
    assertThat(only(SampleSpecs.yaml() + "images: x\n").rule()).isEqualTo(SpecRules.TYPE);
    Finding finding = only(SampleSpecs.yaml() + "images:\n- '" + IMAGE + "'\n- nginx:1.0\n");
    assertThat(finding.rule()).isEqualTo(SpecRules.IMAGE_REFERENCE);
    assertThat(finding.location()).hasToString("hotfix.yaml:8:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- a\n", "text\n", "a: b\na: c\n", "a: 'b\n"})
  void reports_what_is_no_specification_at_all(String text) {
    SpecDocument document = parse(text);

    assertThat(document.findings()).isNotEmpty();
    assertThat(document.spec()).isEmpty();
  }

  @Test
  void refuses_a_symbolic_link(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("real.yaml"), SampleSpecs.yaml());
    Path link = Files.createSymbolicLink(folder.resolve("hotfix.yaml"), file);

    assertThat(catchThrowableOfType(HotfixException.class, () -> SpecDocument.read(link)).code())
        .isEqualTo("unreadable");
  }

  @Test
  void writes_what_it_reads() {
    HotfixSpec spec =
        SampleSpecs.spec()
            .group("no")
            .values(Path.of("it's", "值 1.yaml"))
            .image("[[ registry_library ]]/a/b:1")
            .image(IMAGE)
            .build();

    String text = SpecDocument.toYaml(spec);

    assertThat(parse(text).findings()).isEmpty();
    assertThat(parse(text).spec()).contains(spec);
    assertThat(text)
        .isEqualTo(
            """
            product: compass
            productVersion: '2.7.2'
            date: '20181123'
            desc: bug211
            group: 'no'
            values: 'it''s/值 1.yaml'
            images:
            - '[[ registry_library ]]/a/b:1'
            - '[[ registry_release ]]/console-web:v3.3.2'
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/values.yaml", "../values.yaml", "a\\b.yaml", "a\tb.yaml"})
  void does_not_write_a_path_that_would_not_read_back(String path) {
    HotfixSpec spec = SampleSpecs.spec().values(Path.of(path)).build();

    assertThat(catchThrowableOfType(HotfixException.class, () -> SpecDocument.toYaml(spec)).code())
        .isEqualTo("values-path-not-below");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "desc: bug211 -> desc: bug211",
        "desc: bug211 -> desc: fix-211",
        "desc: bug211 -> desc: feat0",
        "desc: bug211 -> dsec: bug211",
        "desc: bug211 -> desc: [bug211]",
        "desc: bug211 -> desc: ~",
        "date: '20181123' -> date: 20181123",
        "date: '20181123' -> date: '20181301'",
        "date: '20181123' -> date: 2018-11-23",
        "productVersion: 2.7.2 -> productVersion: 2.7",
        "productVersion: 2.7.2 -> productVersion: 02.7.2",
        "group: console -> group: a/b",
        "group: console -> product: other",
        "values: console-web.yaml -> values: a/b.yaml",
        "values: console-web.yaml -> values: ../b.yaml",
        "values: console-web.yaml -> values: a/./b.yaml",
        "values: console-web.yaml -> values: /b.yaml",
        "values: console-web.yaml -> values: a..b.yaml",
        "values: console-web.yaml -> values: a.yaml\nproduct: my-hotfixes",
        "values: console-web.yaml -> values: a.yaml\nproduct: other-1",
        "values: console-web.yaml -> values: a.yaml\nimages: []",
        "values: console-web.yaml -> values: a.yaml\nimages: ['[[ registry_release ]]/a:1']",
        "values: console-web.yaml -> values: a.yaml\nimages: ['[[ registry_release ]]/a']",
        "values: console-web.yaml -> values: a.yaml\nimages: ['nginx:1']",
      })
  void agrees_with_the_published_schema(String change) {
    String[] parts = change.split(" -> ", 2);
    String text = SampleSpecs.yaml().replace(parts[0], parts[1]);

    boolean schemaAgrees =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SpecDocument.jsonSchema())
            .validate(text, InputFormat.YAML)
            .isEmpty();

    assertThat(schemaAgrees).isEqualTo(parse(text).spec().isPresent());
  }

  private static SpecDocument parse(String text) {
    return SpecDocument.of(YamlDocument.parse("hotfix.yaml", text.getBytes(UTF_8)), Path.of(""));
  }

  private static Finding only(String text) {
    SpecDocument document = parse(text);
    assertThat(document.findings()).hasSize(1);
    assertThat(document.spec()).isEqualTo(Optional.empty());
    return document.findings().get(0);
  }

  private static String applied(String text, Fix fix) {
    assertThat(fix.safe()).isTrue();
    TextEdit edit = fix.edits().get(0);
    return text.substring(0, edit.offset())
        + edit.replacement()
        + text.substring(edit.offset() + edit.length());
  }
}
