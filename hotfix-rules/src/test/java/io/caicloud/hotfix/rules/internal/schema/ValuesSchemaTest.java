package io.caicloud.hotfix.rules.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ValuesSchemaTest {

  @ParameterizedTest
  @ValueSource(strings = {"tolerant", "strict"})
  void a_schema_is_one(String name) {
    Schema metaschema =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
    assertThat(metaschema.validate(schema(name))).isEmpty();
    JsonNode broken = JsonMapper.shared().readTree("{\"type\": \"strnig\"}");
    assertThat(metaschema.validate(broken)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tolerant", "strict"})
  void every_pattern_names_a_form_that_has_a_text(String name) {
    ResourceBundle texts =
        ResourceBundle.getBundle("io.caicloud.hotfix.rules.internal.standard.messages");
    List<JsonNode> patterns = new ArrayList<>();
    collectPatterns(schema(name), patterns);
    assertThat(patterns).hasSizeGreaterThan(20);
    assertThat(patterns)
        .allSatisfy(
            node ->
                assertThat(texts.containsKey("form." + node.path("title").asString())).isTrue());
  }

  @Test
  void what_the_strict_schema_takes_the_tolerant_one_takes() {
    SchemaFile tolerant = SchemaFile.load("addon-values.tolerant.schema.json");
    for (String file : ValuesExamples.valid()) {
      YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));
      assertThat(tolerant.check(JsonTree.of(document.root().orElseThrow()))).as(file).isEmpty();
    }
  }

  @Test
  void long_texts_neither_overflow_the_stack_nor_take_long() {
    String base64 = "QUJD".repeat(200_000);
    assertThat(mistakes("    secrets: [{name: a, data: [{key: a, value: '" + base64 + "'}]}]\n"))
        .isEmpty();
    assertThat(mistakes("    secrets: [{name: a, data: [{key: a, value: '" + base64 + "Q'}]}]\n"))
        .hasSize(1);
    String dots = "a.".repeat(100_000);
    assertThat(mistakes("    services: [{name: '" + dots + "', ports: [{port: 1}]}]\n"))
        .isNotEmpty();
    assertThat(
            mistakes("    initContainers: [{image: '[[ registry_release ]]/" + dots + "a:v1'}]\n"))
        .isEmpty();
  }

  @Test
  void deep_and_wide_nonsense_is_judged() {
    assertThat(mistakes("    pod: " + "[".repeat(50) + "]".repeat(50) + "\n")).hasSize(1);
    assertThat(mistakes("    volumes: [" + "1,".repeat(5_000) + "]\n")).hasSize(5_000);
  }

  private static List<Mistake> mistakes(String lines) {
    String yaml =
        """
        _config:
          _metadata: {name: a, namespace: default, version: v1, template:
            {type: template.caicloud.io/application, version: 1.0.0}}
          controllers:
          - type: Deployment
            containers: [{image: '[[ registry_release ]]/a:v1'}]
        """;
    byte[] bytes = (yaml + lines).getBytes(StandardCharsets.UTF_8);
    return ValuesSchema.mistakes(YamlDocument.parse("x", bytes));
  }

  private static void collectPatterns(JsonNode node, List<JsonNode> patterns) {
    if (node.path("pattern").isString()) {
      patterns.add(node);
    }
    node.forEach(child -> collectPatterns(child, patterns));
  }

  private static JsonNode schema(String name) {
    InputStream in =
        ValuesSchemaTest.class.getResourceAsStream("addon-values." + name + ".schema.json");
    return JsonMapper.shared().readTree(Objects.requireNonNull(in));
  }
}
