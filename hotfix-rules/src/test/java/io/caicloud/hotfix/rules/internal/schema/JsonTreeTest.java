package io.caicloud.hotfix.rules.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Scalars as the chain at the site, which reads YAML 1.1, takes them. */
final class JsonTreeTest {

  private static JsonNode tree(String yaml) {
    YamlDocument document = YamlDocument.parse("v.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return JsonTree.of(document.root().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "yes,true",
        "On,true",
        "No,false",
        "OFF,false",
        "y,\"y\"",
        "'yes',\"yes\"",
        "\"off\",\"off\"",
        "true,true",
        "False,false",
        "~,null",
        "0,0",
        "9,9",
        "-3,-3",
        "+5,5",
        "0644,644",
        "1_000,1000",
        "-1_0,-10",
        "+1_0,10",
        "'1_000',\"1_000\"",
        "_1,\"_1\"",
        "1_a,\"1_a\"",
        "9a,\"9a\"",
        "/1,\"/1\"",
        "-a,\"-a\"",
        "1.5,1.5",
        ".5,0.5",
        "1e3,1000.0",
        ".inf,NaN",
        ".nan,NaN",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "9223372036854775808,9223372036854775808",
        "1234567890123456789012345678901234567890,1234567890123456789012345678901234567890",
        "0x1F,9223372036854775807",
        "0o17,9223372036854775807",
        "12345678901234567890123456789012345678901,9223372036854775807",
        "-12345678901234567890123456789012345678901,-9223372036854775808",
        "v1,\"v1\"",
      })
  void a_scalar_has_the_type_of_the_site(String written, String json) {
    JsonNode value = tree("v: " + written + "\n").get("v");
    assertThat(value.isNumber() ? value.asString() : value.toString()).isEqualTo(json);
  }

  @Test
  void collections_keep_their_order() {
    assertThat(tree("b: [1, {c: []}, x]\na: {}\n"))
        .hasToString("{\"b\":[1,{\"c\":[]},\"x\"],\"a\":{}}");
  }

  @Test
  void a_whole_number_is_one_for_the_schema() {
    assertThat(tree("v: 0x1F\n").get("v").isIntegralNumber()).isTrue();
    assertThat(tree("v: 1.0\n").get("v").isIntegralNumber()).isFalse();
  }
}
