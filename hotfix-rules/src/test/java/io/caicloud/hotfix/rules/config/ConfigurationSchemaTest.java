package io.caicloud.hotfix.rules.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published schema, the documentation and the reader say the same. */
final class ConfigurationSchemaTest {

  private static final Path DOCS = Path.of("").toAbsolutePath().resolveSibling("docs");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA =
      REGISTRY.getSchema(RuleConfiguration.jsonSchema(), InputFormat.JSON);

  @Test
  void is_a_schema() {
    Schema metaschema =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    String text = RuleConfiguration.jsonSchema();
    assertThat(metaschema.validate(text, InputFormat.JSON)).isEmpty();
    assertThat(metaschema.validate(text.replace("\"string\"", "\"strnig\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void the_copy_in_the_documentation_is_the_schema() throws IOException {
    assertThat(Files.readString(DOCS.resolve("hotfix-rules.schema.json")))
        .isEqualTo(RuleConfiguration.jsonSchema());
  }

  @ParameterizedTest
  @CsvSource({
    "/properties, TOP",
    "/$defs/rule/properties, RULE",
    "/$defs/ruleInPath/properties, RULE_IN_PATH",
    "/$defs/path/properties, PATH",
    "/$defs/tracker/properties, TRACKER",
    "/$defs/suppression/properties, SUPPRESSION",
  })
  void has_exactly_the_keys_that_are_read(String pointer, String name)
      throws ReflectiveOperationException {
    JsonNode schema = new ObjectMapper().readTree(RuleConfiguration.jsonSchema());
    assertThat(schema.at(pointer).propertyNames()).containsExactlyInAnyOrderElementsOf(list(name));
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(String name) throws ReflectiveOperationException {
    return (List<String>) Keys.class.getDeclaredField(name).get(null);
  }

  @Test
  void the_example_in_the_documentation_is_valid_read_and_applied() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));
    String example = page.replaceAll("(?s).*?```yaml\\n(.*?)```.*", "$1");
    RuleConfiguration read = RuleConfiguration.of(document(example));
    assertThat(read.findings()).isEmpty();
    assertThat(problems(example)).isEmpty();
    assertThat(Keys.TOP).allMatch(key -> page.contains("| `" + key + "` |"));
    HotfixRules rules = HotfixRules.standard().configured(read);
    YamlDocument values =
        YamlDocument.parse("values.yaml", "_config: {}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(rules.check(values).findings())
        .isNotEmpty()
        .noneMatch(finding -> finding.rule().code().equals("HF907"));
    assertThat(rules.check(values).outcomes())
        .anyMatch(o -> o.reasons().toString().contains("our issues are in another tracker"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1",
        "version: 1; rules: {}; paths: []; trackers: {}; placeholders: []; suppressions: []",
        "version: 1; rules: {HF404: {reason: x, severity: hint}, HF407: {options: {a: [b], c: 1}}}",
        "version: 1; paths: [{path: '**/a*?/**', rules: {HF404: hint}}]",
        "version: 1; trackers: {cps: {kind: feat}}",
        "version: 1; inline-suppressions: allowed",
      })
  void accepts_what_the_reader_accepts(String text) {
    String yaml = text.replace("; ", "\n");
    assertThat(RuleConfiguration.of(document(yaml)).findings()).isEmpty();
    assertThat(problems(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vesrion: 1",
        "version: 2",
        "version: '1'",
        "rules: {}",
        "version: 1; rules: {HF404: warn}",
        "version: 1; rules: {HF404: off}",
        "version: 1; rules: {HF404: {severity: off}}",
        "version: 1; rules: {HF404: {severity: off, reason: '  '}}",
        "version: 1; rules: {HF404: {severity: off, reason: 7}}",
        "version: 1; rules: {HF404: {}}",
        "version: 1; rules: {HF404: {reson: x, severity: hint}}",
        "version: 1; rules: {HF404: {options: {a: 1.5}}}",
        "version: 1; rules: {HF404: {options: {a: -1}}}",
        "version: 1; rules: {HF404: {options: {a: ''}}}",
        "version: 1; rules: [HF404]",
        "version: 1; paths: {a: b}",
        "version: 1; paths: [{path: /a, rules: {}}]",
        "version: 1; paths: [{path: a/, rules: {}}]",
        "version: 1; paths: [{path: 'a/[b]', rules: {}}]",
        "version: 1; paths: [{path: a/../b, rules: {}}]",
        "version: 1; paths: [{path: a/b**, rules: {}}]",
        "version: 1; paths: [{path: a}]",
        "version: 1; paths: [{rules: {}}]",
        "version: 1; paths: [{path: a, rules: {HF404: {severity: hint, options: {}}}}]",
        "version: 1; paths: [{path: a, rules: {HF404: {severity: off}}}]",
        "version: 1; trackers: {fix: {kind: bug}}",
        "version: 1; trackers: {CPS: {kind: bug}}",
        "version: 1; trackers: {cps: {kind: bgu}}",
        "version: 1; trackers: {cps: {}}",
        "version: 1; trackers: {cps: {kind: bug, url: 'https://x/'}}",
        "version: 1; product-lines: [Compass]",
        "version: 1; product-lines: [my-hotfixes]",
        "version: 1; addon-groups: [console, console]",
        "version: 1; placeholders: ['[[ a ]]']",
        "version: 1; inline-suppressions: true",
        "version: 1; suppressions: [{rule: HF404, path: a, reason: b, until: 2026-13-01}]",
        "version: 1; suppressions: [{rule: HF404, path: a, reason: b}]",
        "version: 1; suppressions: [{rule: H, path: a, reason: b, until: 2026-02-01, pointer: a}]",
      })
  void refuses_what_the_reader_refuses(String text) {
    String yaml = text.replace("; ", "\n");
    assertThat(RuleConfiguration.of(document(yaml)).findings()).isNotEmpty();
    assertThat(problems(yaml)).isNotEmpty();
  }

  private static List<String> problems(String yaml) {
    return SCHEMA.validate(json(document(yaml).root().orElseThrow()), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static YamlDocument document(String yaml) {
    return YamlDocument.parse(".hotfix-rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.entries().stream()
          .map((YamlEntry e) -> quoted(e.key().value()) + ":" + json(e.value()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof YamlSequence list) {
      return list.items().stream()
          .map(ConfigurationSchemaTest::json)
          .collect(Collectors.joining(",", "[", "]"));
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.type()) {
      case STRING -> quoted(scalar.value());
      case NULL -> "null";
      default -> scalar.value();
    };
  }

  private static String quoted(String text) {
    return new ObjectMapper().writeValueAsString(text);
  }
}
