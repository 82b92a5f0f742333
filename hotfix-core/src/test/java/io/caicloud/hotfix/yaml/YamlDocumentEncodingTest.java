package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlDocumentEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "c0af, 1:4, 0xC0",
    "e080af, 1:4, 0xE0",
    "eda080, 1:4, 0xED",
    "f4908080, 1:4, 0xF4",
    "80, 1:4, 0x80",
    "e4b8, 1:4, 0xE4",
    "e4b8ade9, 1:5, 0xE9",
    "0ae9, 2:1, 0xE9",
    "ff, 1:4, 0xFF",
  })
  void refuses_bytes_that_are_not_strict_utf8(String hex, String place, String value) {
    byte[] bytes = ("a: " + new String(hex(hex), ISO_8859_1)).getBytes(ISO_8859_1);

    assertUtf8Finding(YamlDocument.parse("a.yaml", bytes), place, value);
  }

  @Test
  void refuses_other_encodings() {
    String text = "名: 值\n";
    assertUtf8Finding(encoded(text, Charset.forName("GBK")), "1:1", "0xC3");
    assertUtf8Finding(encoded("a: caf\u00e9\n", ISO_8859_1), "1:7", "0xE9");
    assertUtf8Finding(encoded("\ufeff" + text, UTF_16LE), "1:1", "0xFF");
    assertUtf8Finding(encoded("\ufeff" + text, UTF_16BE), "1:1", "0xFE");
    assertUtf8Finding(encoded("a: b\n", UTF_16LE), "1:1", "0x61");
    assertUtf8Finding(encoded("a: b\n", UTF_16BE), "1:1", "0x00");
  }

  private static YamlDocument encoded(String text, Charset charset) {
    return YamlDocument.parse("a.yaml", text.getBytes(charset));
  }

  private static void assertUtf8Finding(YamlDocument document, String place, String value) {
    assertThat(document.findings()).hasSize(1);
    Finding finding = document.findings().get(0);
    assertThat(finding.rule()).isEqualTo(ReadingRules.UTF8);
    assertThat(finding.location()).hasToString("a.yaml:" + place);
    assertThat(finding.message()).asString().contains("at " + place + " ").contains(value);
    assertThat(document.root()).isEmpty();
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
